#:package AdaMHF.MLNet@0.*
#:property PublishAot=false

// Five folds by patient, stratified by event and time, with intervals; and what genes add to age on the same folds.
// After train.cs, for its cohort.
using AdaMHF.MLNet;
using Microsoft.ML;

var ml = new MLContext(seed: 3);
var cohort = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz", new() { GeneGroups = GeneGroups.FromCsv("demo/signatures.csv") });
var genes = ml.Transforms.NormalizeMeanVariance("Features", "Genes", fixZero: false)      // fitted within each fold
    .Append(ml.Survival.Trainers.CoxProportionalHazards(ridge: 100));

using var result = ml.Survival.CrossValidate(cohort.Data, genes, new SurvivalCrossValidationOptions
{
    NumberOfFolds = 5,
    Baselines = new Dictionary<string, IEstimator<ITransformer>> { ["age"] = ml.Survival.ClinicalCox(["age"]) },
});
foreach (var (number, fold) in result.Folds.Index()) Console.WriteLine($"fold {number}: {fold.Metrics}");
Console.WriteLine(FormattableString.Invariant(
    $"mean of the folds {result.MeanConcordanceIndex:F3} [{result.MeanLowerBound:F3}, {result.MeanUpperBound:F3}]"));
Console.WriteLine(FormattableString.Invariant(
    $"within folds {result.WithinFolds.ConcordanceIndex:F3} [{result.WithinFolds.LowerBound:F3}, {result.WithinFolds.UpperBound:F3}]"));
foreach (var (name, _, difference) in result.Baselines)
    Console.WriteLine(FormattableString.Invariant(
        $"genes minus {name}: {difference.Difference:F3} [{difference.LowerBound:F3}, {difference.UpperBound:F3}]"));
