# Calibration, usefulness and resampling, computed by R: survival, rms (spline basis) and boot (intervals).
# Rscript make_calibration_audit.R > calibration_audit.json
suppressMessages({library(survival); library(rms); library(boot)})

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
numbers <- function(x) paste0("[", paste(number(as.numeric(x)), collapse = ","), "]")
object <- function(...) { p <- list(...); paste0("{", paste(sprintf("\"%s\":%s", names(p), unlist(p)), collapse = ","), "}") }

survival_at <- function(time, event, horizon) {
  fit <- survfit(Surv(time, event) ~ 1)
  at <- summary(fit, times = horizon, extend = TRUE)
  c(at$surv, at$std.err)
}

one <- function(name, d, horizon) {
  risk <- 1 - d$p
  x <- log(-log(1 - risk))
  basis <- rcspline.eval(x, knots = quantile(x, c(0.1, 0.5, 0.9)), inclx = TRUE)
  smooth <- coxph(Surv(d$time, d$event) ~ basis, ties = "efron", eps = 1e-12, iter.max = 100)
  base <- survfit(smooth, newdata = list(basis = basis))
  observed <- 1 - as.numeric(summary(base, times = horizon, extend = TRUE)$surv)
  errors <- abs(observed - risk)
  line <- coxph(Surv(d$time, d$event) ~ x, eps = 1e-12, iter.max = 100)

  # Groups as ours: cut by rank of the predicted survival, without ties here.
  n <- nrow(d); order_p <- order(d$p); groups <- 5
  g <- integer(n); for (k in 1:groups) { from <- floor((k - 1) * n / groups) + 1; to <- floor(k * n / groups); g[order_p[from:to]] <- k }
  parts <- lapply(1:groups, function(k) { m <- g == k; s <- survival_at(d$time[m], d$event[m], horizon); c(sum(m), mean(d$p[m]), s) })
  dn <- sum(sapply(parts, function(v) v[1] * (v[3] - v[2])^2 / (v[2] * (1 - v[2]))))
  gnd <- sum(sapply(parts, function(v) (v[3] - v[2])^2 / v[4]^2))

  thresholds <- c(0.1, 0.3, 0.5)
  benefit <- sapply(thresholds, function(t) {
    m <- risk >= t; s <- survival_at(d$time[m], d$event[m], horizon)[1]
    mean(m) * ((1 - s) - s * t / (1 - t))
  })
  everyone <- sapply(thresholds, function(t) { s <- survival_at(d$time, d$event, horizon)[1]; (1 - s) - s * t / (1 - t) })

  rmean <- function(m) { s <- summary(survfit(Surv(d$time[m], d$event[m]) ~ 1), rmean = horizon)$table; s[grep("rmean", names(s))] }
  a <- rmean(d$group == 0); b <- rmean(d$group == 1)
  difference <- a[1] - b[1]; error <- sqrt(a[2]^2 + b[2]^2)

  object(name = sprintf("\"%s\"", name),
    input = object(time = numbers(d$time), event = numbers(d$event), survival = numbers(d$p), horizon = number(horizon), group = numbers(d$group)),
    expected = object(
      smooth = object(observed = numbers(observed), ici = number(mean(errors)), e50 = number(median(errors)),
                      e90 = number(quantile(errors, 0.9)), emax = number(max(errors)), slope = number(coef(line)), slope_error = number(sqrt(line$var))),
      grouped = object(groups = number(groups), dagostino_nam = number(dn), dagostino_nam_p = number(pchisq(dn, groups - 1, lower.tail = FALSE)),
                       greenwood = number(gnd), greenwood_p = number(pchisq(gnd, groups - 1, lower.tail = FALSE))),
      decision = object(thresholds = numbers(thresholds), model = numbers(benefit), all = numbers(everyone)),
      rmst = object(difference = number(difference), error = number(error), p = number(2 * pnorm(-abs(difference / error))))))
}

predictions <- function(d, x, horizon, distort) {
  fit <- coxph(as.formula(paste("Surv(time, event) ~", paste(x, collapse = " + "))), d)
  p <- as.numeric(summary(survfit(fit, newdata = d), times = horizon, extend = TRUE)$surv)
  pmin(pmax(p^distort, 1e-6), 1 - 1e-6)
}
g <- transform(gbsg, time = rfstime / 30.4375, event = status, group = hormon)
g$p <- predictions(g, c("age", "size", "nodes", "pgr"), 36, 1.3) * (1 - 1e-9 * seq_len(nrow(g)))
b <- transform(subset(pbc, !is.na(trt)), time = time / 30.4375, event = as.integer(status == 2), group = trt - 1)
b$p <- predictions(b, c("age", "bili", "albumin"), 60, 0.6) * (1 - 1e-9 * seq_len(nrow(b)))

# The intervals of given resamples and leave-one-out values.
set.seed(7)
x <- rexp(40); t0 <- mean(log1p(x)); t <- replicate(999, mean(log1p(sample(x, replace = TRUE))) + 0.01)
left <- sapply(seq_along(x), function(i) mean(log1p(x[-i])))
fake <- list(t0 = t0, t = matrix(t), R = 999, call = quote(boot(x, f, 999)), sim = "ordinary", stype = "i", data = x, strata = rep(1, 40),
             weights = rep(1 / 40, 40), statistic = function(d, i) mean(log1p(d[i])))
class(fake) <- "boot"
ci <- boot.ci(fake, conf = 0.95, type = c("perc", "bca"), L = (length(x) - 1) * (mean(left) - left))
cat("{\"kind\":\"calibration_audit\",\"source\":\"R", as.character(getRversion()), "survival", as.character(packageVersion("survival")), "rms",
    as.character(packageVersion("rms")), "boot", as.character(packageVersion("boot")), "\",\"cases\":[\n")
cat(one("gbsg", g, 36), ",\n", one("pbc", b, 60), "],\n")
cat("\"bootstrap\":", object(estimate = number(t0), resampled = numbers(sort(t)), left_out = numbers(left), percentile = numbers(ci$percent[4:5]),
                            bca = numbers(ci$bca[4:5])), "}\n")
