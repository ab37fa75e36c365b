# R's survival package on the sample that the program "survival" wrote. Prints one line a measure: name, seconds of each run, memory beyond the data in MB, value, standard error.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2]); runs <- as.integer(arguments[3])
file <- file(arguments[1], "rb")
time <- readBin(file, "double", n); event <- readBin(file, "integer", n); risk <- readBin(file, "double", n)
close(file)
outcome <- Surv(time, event)

measure <- function(name, run, read) {
  before <- sum(gc(reset = TRUE)[, 2])
  result <- run()
  peak <- sum(gc()[, 6]) - before
  seconds <- replicate(runs, system.time(run())[["elapsed"]])
  cat(name, paste(format(seconds, digits = 6), collapse = ","), format(peak, digits = 6), format(read(result), digits = 15), "\n")
}
measure("concordance", function() concordance(outcome ~ risk, reverse = TRUE), function(fit) c(fit$concordance, sqrt(fit$var)))
measure("uno", function() concordance(outcome ~ risk, reverse = TRUE, timewt = "n/G2"), function(fit) c(fit$concordance, sqrt(fit$var)))
measure("kaplan-meier", function() survfit(outcome ~ 1), function(fit) c(summary(fit)$table[["median"]], NA))
