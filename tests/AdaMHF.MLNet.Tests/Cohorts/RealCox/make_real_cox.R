# Clinical Cox regressions of public tables by R's survival package; coefficients and held-out concordance only, no row of a table.
# Rscript make_real_cox.R FOLDER_OF_TABLES > real_cox.csv
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]
cat("table,part,number,coefficients,errors,concordance,patients,events\n")
say <- function(table, part, number, fit, concordance, d) {
  cat(sprintf("%s,%s,%d,%s,%s,%.15g,%d,%d\n", table, part, number, paste(sprintf("%.15g", coef(fit)), collapse = " "),
              paste(sprintf("%.15g", sqrt(diag(fit$var))), collapse = " "), concordance, nrow(d), sum(d$event)))
}

m <- read.csv(file.path(folder, "ds_metabric_IHC4_clinical_train_test.csv"))
m <- subset(m, time > 0)
fit <- coxph(Surv(time, event) ~ x0 + x1 + x2 + x3 + x4 + x5, m)
say("metabric", "plain", 0, fit, concordance(fit)$concordance, m)
fit <- coxph(Surv(time, event) ~ x0 + x1 + x2 + x3 + strata(x4), m)
say("metabric", "strata", 0, fit, concordance(Surv(m$time, m$event) ~ predict(fit, type = "lp", reference = "sample"), reverse = TRUE)$concordance, m)

for (table in c("pan_KIRC", "pan_BLCA")) {
  d <- read.csv(file.path(folder, paste0(table, ".csv")))
  d <- d[!duplicated(d$case_id), ]
  grades <- if (table == "pan_KIRC") c("G1", "G2", "G3", "G4") else c("Low Grade", "High Grade")
  d <- data.frame(id = d$case_id, time = d$os_survival_days, event = 1 - d$os_censorship, age = d$age_at_initial_pathologic_diagnosis,
                  stage = match(d$ajcc_pathologic_tumor_stage, paste("Stage", c("I", "II", "III", "IV"))), male = as.integer(d$sex == "M"),
                  grade = match(d$histological_grade, grades))
  d <- d[complete.cases(d) & d$time > 0, ]
  d <- d[order(d$id, method = "radix"), ]
  fold <- (seq_len(nrow(d)) - 1) %% 5
  for (f in 0:4) {
    train <- d[fold != f, ]; held <- d[fold == f, ]
    fit <- coxph(Surv(time, event) ~ age + stage + male + grade, train)
    risk <- as.matrix(held[c("age", "stage", "male", "grade")]) %*% coef(fit)
    say(table, "fold", f, fit, concordance(Surv(held$time, held$event) ~ risk, reverse = TRUE)$concordance, held)
  }
}
