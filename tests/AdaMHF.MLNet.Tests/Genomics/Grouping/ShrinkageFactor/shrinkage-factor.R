# What GenomicGroupingOptions.ShrinkageFactor = 0.3 should give, by R's prcomp: writes genes.csv and shrunk.csv. Run with Rscript in this folder.
# The first 40 rows are training patients, the last 5 are new ones. A1 to A9 are expression of one group with two factors, B1 and B2 its mutations.
set.seed(7)
n <- 45
training <- 1:40
factors <- matrix(rnorm(n * 2), n)
loadings <- rbind(c(1.8, -1.2, 1.4, 0, 2.2, 0, 0, 0, 0), c(0, 1.1, 0, 2, 0, -1.8, 1.4, 0, 0))
genes <- 3 + 2 * (factors %*% loadings + matrix(rnorm(n * 9), n))
mutations <- matrix(as.numeric(runif(n * 2) < 0.3), n)
table <- signif(cbind(genes, mutations), 6)
colnames(table) <- c(paste0("A", 1:9, "_rnaseq"), paste0("B", 1:2, "_mut"))
write.csv(table, "genes.csv", row.names = FALSE)

deviation <- apply(table[training, ], 2, function(x) sqrt(mean((x - mean(x))^2)))
scores <- sweep(sweep(table, 2, colMeans(table[training, ])), 2, deviation, "/")
expression <- scores[, 1:9]
analysis <- prcomp(expression[training, ])
leading <- analysis$sdev^2 > (1 + sqrt(9 / 40))^2
cat(sum(leading), "components above the noise level\n")
centred <- sweep(expression, 2, analysis$center)
shared <- centred %*% tcrossprod(analysis$rotation[, leading])
shrunk <- shared + 0.3 * (centred - shared)
shrunk <- shrunk * sqrt(sum(apply(expression[training, ], 2, var)) / sum(apply(shrunk[training, ], 2, var)))
write.csv(signif(cbind(shrunk, scores[, 10:11]), 8), "shrunk.csv", row.names = FALSE)
