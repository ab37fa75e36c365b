# Left truncation, strata and case weights, computed by R's survival package.
# Rscript make_entry_strata_weights.R > entry_strata_weights.json
suppressMessages(library(survival))

number <- function(x) ifelse(is.na(x), "null", ifelse(is.infinite(x), sprintf("\"%s\"", ifelse(x > 0, "Infinity", "-Infinity")), sprintf("%.17g", x)))
numbers <- function(x) paste0("[", paste(number(as.numeric(x)), collapse = ","), "]")
table_of <- function(m) paste0("[", paste(apply(m, 1, numbers), collapse = ","), "]")
object <- function(...) { p <- list(...); paste0("{", paste(sprintf("\"%s\":%s", names(p), unlist(p)), collapse = ","), "}") }

cox <- function(formula, data, ties) {
  fit <- suppressWarnings(coxph(formula, data, ties = ties, weights = w, eps = 1e-12, iter.max = 100))
  variance <- if (is.null(fit$naive.var)) fit$var else fit$naive.var
  object(coefficients = numbers(coef(fit)), errors = numbers(sqrt(diag(variance))), log_likelihood = number(fit$loglik[2]),
         null_log_likelihood = number(fit$loglik[1]))
}

one <- function(name, d) {
  surv <- survfit(Surv(entry, time, event) ~ 1, d)
  plain <- d; plain$w <- 1
  agreement <- concordance(Surv(entry, time, event) ~ risk, d, reverse = TRUE)
  # The score test of the exact partial likelihood is the log-rank test; its sums over subsets are too many where ties are large.
  exact <- if (max(table(d$time[d$event == 1])) > 12) list(score = NA) else coxph(Surv(entry, time, event) ~ factor(g), d, ties = "exact")
  stratified <- if (is.na(exact$score)) list(score = NA) else
    coxph(Surv(entry, time, event) ~ factor(g) + strata(s), d, ties = "exact")
  base <- coxph(Surv(entry, time, event) ~ x1 + x2 + strata(s), d, eps = 1e-12, iter.max = 100)
  hazards <- basehaz(base)
  object(
    name = sprintf("\"%s\"", name),
    input = object(time = numbers(d$time), event = numbers(d$event), entry = numbers(d$entry), risk = numbers(d$risk), group = numbers(d$g),
                   stratum = numbers(d$s), weight = numbers(d$w), covariates = table_of(as.matrix(d[c("x1", "x2")]))),
    expected = object(
      km = object(time = numbers(surv$time), n_risk = numbers(surv$n.risk), n_event = numbers(surv$n.event), n_censor = numbers(surv$n.censor),
                  survival = numbers(surv$surv), log_error = numbers(surv$std.err), median = number(quantile(surv, 0.5)$quantile)),
      nelson_aalen = object(hazard = numbers(surv$cumhaz), error = numbers(surv$std.chaz)),
      harrell = object(c = number(agreement$concordance), std_err = number(sqrt(agreement$var)), concordant = number(agreement$count[1]),
                       discordant = number(agreement$count[2]), tied_risk = number(agreement$count[3])),
      logrank = object(chi_square = number(exact$score), stratified = number(stratified$score)),
      cox = object(
        entry_efron = cox(Surv(entry, time, event) ~ x1 + x2, plain, "efron"),
        entry_breslow = cox(Surv(entry, time, event) ~ x1 + x2, plain, "breslow"),
        strata_efron = cox(Surv(time, event) ~ x1 + x2 + strata(s), plain, "efron"),
        weight_efron = cox(Surv(time, event) ~ x1 + x2, d, "efron"),
        weight_breslow = cox(Surv(time, event) ~ x1 + x2, d, "breslow"),
        all_efron = cox(Surv(entry, time, event) ~ x1 + x2 + strata(s), d, "efron")),
      baseline = object(time = numbers(hazards$time), hazard = numbers(hazards$hazard),
                        stratum = numbers(if (is.null(hazards$strata)) rep(0, nrow(hazards)) else as.integer(sub("s=", "", hazards$strata))))))
}

cases <- list()
# On the time scale of age, patients enter at their age at diagnosis.
# Rounded, because R merges times that differ by less than 1.5e-8 of their mean.
p <- subset(pbc, !is.na(trt))
cases$pbc_age <- with(p, data.frame(entry = round(age, 3), time = round(age + time / 365.25, 3), event = as.integer(status == 2), risk = bili, g = trt,
  s = as.integer(stage > 3), w = 1 + (id %% 4) / 2, x1 = log(bili), x2 = albumin))
n <- with(gbsg, data.frame(entry = age, time = age + ceiling(rfstime / 365.25), event = status, risk = round(nodes / 3), g = hormon, s = grade,
  w = 1 + pid %% 3, x1 = log(nodes), x2 = size / 10))
cases$gbsg_age_years <- n
v <- with(veteran, data.frame(entry = pmax(0, time - 20 - diagtime), time = time, event = status, risk = -karno, g = as.integer(celltype),
  s = trt, w = 1, x1 = karno / 10, x2 = age / 10))
cases$veteran <- v
set.seed(1)
for (k in 1:40) {
  m <- 30
  time <- sample(2:9, m, TRUE)
  cases[[paste0("ties_", k)]] <- data.frame(entry = pmax(0, time - sample(1:9, m, TRUE)), time = time, event = rbinom(m, 1, 0.6),
    risk = sample(1:6, m, TRUE), g = sample(1:3, m, TRUE), s = sample(1:2, m, TRUE), w = sample(c(0.5, 1, 2), m, TRUE), x1 = round(rnorm(m), 3),
    x2 = round(rnorm(m), 3))
}
cat("{\"kind\":\"entry_strata_weights\",\"source\":\"R", as.character(getRversion()), "survival", as.character(packageVersion("survival")),
    "\",\"cases\":[\n")
cat(paste(mapply(one, names(cases), cases), collapse = ",\n"))

# Clinical tables as they ship with the package: all covariates, with and without strata.
clinical <- function(name, d, x, stratum) {
  d <- d[complete.cases(d[c("time", "event", x, stratum)]), ]
  d$w <- 1
  terms <- paste(x, collapse = " + ")
  d$s <- as.integer(d[[stratum]])
  object(name = sprintf("\"%s\"", name),
         input = object(time = numbers(d$time), event = numbers(d$event), stratum = numbers(d$s), covariates = table_of(as.matrix(d[x]))),
         plain = cox(as.formula(paste("Surv(time, event) ~", terms)), d, "efron"),
         stratified = cox(as.formula(paste("Surv(time, event) ~", terms, "+ strata(s)")), d, "efron"))
}
g <- transform(gbsg, time = rfstime / 30.4375, event = status)
b <- transform(subset(pbc, !is.na(trt)), time = time / 30.4375, event = as.integer(status == 2), female = as.integer(sex == "f"))
cat("],\"clinical\":[\n")
cat(clinical("gbsg", g, c("age", "meno", "size", "nodes", "pgr", "er", "hormon"), "grade"), ",\n")
cat(clinical("pbc", b, c("age", "female", "edema", "bili", "albumin", "protime", "ascites", "hepato"), "stage"))
cat("]}\n")
