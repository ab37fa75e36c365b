# The weighted test of calibration, Platt and isotonic recalibration at a horizon, the censored log score and subgroup tests, computed by R.
# Rscript make_calibration_scores.R > calibration_scores.json
suppressMessages(library(survival))

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
numbers <- function(x) paste0("[", paste(number(as.numeric(x)), collapse = ","), "]")
object <- function(...) { p <- list(...); paste0("{", paste(sprintf("\"%s\":%s", names(p), unlist(p)), collapse = ","), "}") }

# Probability of being uncensored, events before censorings at one time: events are moved to the left, by more than R takes for rounding.
uncensored <- function(time, event, at, before = FALSE) {
  fit <- survfit(Surv(time - ifelse(event == 1, 1e-4, 0), 1 - event) ~ 1)
  f <- stepfun(fit$time, c(1, fit$surv))
  f(at - ifelse(before, 1e-3, 0))
}

one <- function(name, d, horizon, times) {
  groups <- 5; n <- nrow(d)
  p <- d$curves[, which(times == horizon)]
  order_p <- order(p); g <- integer(n)
  for (k in 1:groups) { from <- floor((k - 1) * n / groups) + 1; to <- floor(k * n / groups); g[order_p[from:to]] <- k }
  w <- ifelse(d$time > horizon, 1 / uncensored(d$time, d$event, horizon),
              ifelse(d$event == 1, 1 / uncensored(d$time, d$event, d$time, TRUE), 0))
  weighted <- sum(sapply(1:groups, function(k) {
    m <- g == k; share <- sum(w[m] * (d$time[m] > horizon)) / sum(w[m]); mean_p <- mean(p[m])
    sum(m) * (share - mean_p)^2 / (mean_p * (1 - mean_p))
  }))

  # Platt's targets make the responses fractions, hence quasibinomial. Isotonic regression by its max-min formula over distinct predictions.
  alive <- d$time > horizon; positive <- sum(w[alive]); negative <- sum(w[!alive])
  target <- ifelse(alive, (positive + 1) / (positive + 2), 1 / (negative + 2))
  platt <- glm(target ~ qlogis(p), family = quasibinomial, weights = w, subset = w > 0, control = glm.control(epsilon = 1e-14, maxit = 100))
  m <- w > 0; levels_p <- sort(unique(p[m])); at <- match(p[m], levels_p)
  weight <- as.numeric(tapply(w[m], at, sum)); mass <- as.numeric(tapply((w * alive)[m], at, sum)); k <- length(levels_p)
  sums_w <- c(0, cumsum(weight)); sums_m <- c(0, cumsum(mass))
  fitted <- sapply(1:k, function(i) max(sapply(1:i, function(from) min(sapply(i:k, function(to)
    (sums_m[to + 1] - sums_m[from]) / (sums_w[to + 1] - sums_w[from]))))))

  # Straight lines from 1 at 0 through the curve; the density is the slope of the piece that ends at or after the time.
  knots <- c(0, times)
  score <- mean(sapply(1:n, function(i) {
    s <- c(1, d$curves[i, ]); t <- d$time[i]
    if (d$event[i] == 1 && t <= max(times)) {
      k <- min(which(times >= t))
      -log((s[k] - s[k + 1]) / (knots[k + 1] - knots[k]))
    } else -log(approx(knots, s, min(t, max(times)))$y)
  }))

  r <- d$risk
  common <- coxph(Surv(time, event) ~ r + strata(group), d, eps = 1e-12, iter.max = 100)
  own <- coxph(Surv(time, event) ~ r:factor(group) + strata(group), d, eps = 1e-12, iter.max = 100)
  labels <- sort(unique(d$group))
  c_of <- lapply(labels, function(k) { m <- d$group == k; concordance(Surv(d$time[m], d$event[m]) ~ r[m], reverse = TRUE) })
  index <- sapply(c_of, function(x) x$concordance); variance <- sapply(c_of, function(x) x$var)
  mean_index <- sum(index / variance) / sum(1 / variance); q <- sum((index - mean_index)^2 / variance)
  ratio <- 2 * (own$loglik[2] - common$loglik[2]); freedom <- length(labels) - 1
  object(name = sprintf("\"%s\"", name),
    input = object(time = numbers(d$time), event = numbers(d$event), times = numbers(times), curves = numbers(t(d$curves)),
                   horizon = number(horizon), risk = numbers(r), group = numbers(d$group)),
    expected = object(
      weighted = object(statistic = number(weighted), p = number(pchisq(weighted, groups, lower.tail = FALSE))),
      platt = object(slope = number(coef(platt)[2]), intercept = number(coef(platt)[1])),
      isotonic = object(predicted = numbers(levels_p), calibrated = numbers(fitted)),
      log_score = number(score),
      subgroups = object(concordance = numbers(index), heterogeneity = number(q), heterogeneity_p = number(pchisq(q, freedom, lower.tail = FALSE)),
                         interaction = number(ratio), interaction_p = number(pchisq(ratio, freedom, lower.tail = FALSE)))))
}

curves <- function(d, x, times) {
  fit <- coxph(as.formula(paste("Surv(time, event) ~", paste(x, collapse = " + "))), d)
  d$risk <- predict(fit, type = "lp")
  s <- t(summary(survfit(fit, newdata = d), times = times, extend = TRUE)$surv)
  d$curves <- pmin(pmax(s^1.2, 1e-6), 1 - 1e-6) * (1 - 1e-9 * seq_len(nrow(d)))
  d
}
g <- transform(gbsg, time = rfstime / 30.4375, event = status, group = grade)
g <- curves(g, c("age", "size", "nodes", "pgr"), c(6, 12, 24, 36, 48, 60))
b <- transform(subset(pbc, !is.na(trt)), time = time / 30.4375, event = as.integer(status == 2), group = as.integer(sex == "f"))
b <- curves(b, c("age", "bili", "albumin"), c(12, 36, 60, 96, 130))
cat("{\"kind\":\"calibration_scores\",\"source\":\"R", as.character(getRversion()), "survival", as.character(packageVersion("survival")),
    "\",\"cases\":[\n")
cat(one("gbsg", g, 36, c(6, 12, 24, 36, 48, 60)), ",\n", one("pbc", b, 60, c(12, 36, 60, 96, 130)), "]}\n")
