#:package AdaMHF.MLNet@0.*
#:property PublishAot=false

// Does a model travel? Each hospital is held out once; then intervals that resample whole hospitals, and every measure by subgroup.
// After train.cs, for its cohort.
using AdaMHF.MLNet;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 3);
var cohort = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz", new()
{
    GeneGroups = GeneGroups.FromCsv("demo/signatures.csv"), TextColumnNames = ["site"],
});
var genes = ml.Transforms.NormalizeMeanVariance("Features", "Genes", fixZero: false)
    .Append(ml.Survival.Trainers.CoxProportionalHazards(ridge: 100));
using var travelled = ml.Survival.CrossValidate(cohort.Data, genes, new SurvivalCrossValidationOptions
{
    Splits = ml.Survival.LeaveOneSiteOut(cohort.Data, "site"),
});
foreach (var fold in travelled.Folds) Console.WriteLine($"held-out site {fold.Number + 1}: {fold.Metrics}");

var scored = travelled.ToDataFrame();                                    // every held-out prediction
var sites = cohort.Data.GetColumn<string>("PatientId").Zip(cohort.Data.GetColumn<string>("site")).ToDictionary();
string[] ids = [.. scored["PatientId"].Cast<string>()];
scored.Columns.Add(new StringDataFrameColumn("site", ids.Select(id => sites[id])));
scored.Columns.Add(new DoubleDataFrameColumn("Chance", ids.Select((_, i) => i % 7.0)));
var options = new SurvivalEvaluationOptions { SubgroupColumnName = "site", ClusterColumnName = "site", Bootstrap = new() };
var metrics = ml.Survival.Evaluate(scored, options);
Console.WriteLine($"sites differ in concordance: p = {metrics.SubgroupTest!.HeterogeneityPValue:F2}");
var interval = metrics.Bootstrap["ConcordanceIndex"].Percentile;
Console.WriteLine(FormattableString.Invariant($"C, hospitals resampled: [{interval.Lower:F3}, {interval.Upper:F3}]"));
var over = ml.Survival.CompareByBootstrap(scored, "Score", "Chance", options).Percentile;
Console.WriteLine(FormattableString.Invariant($"over chance: [{over.Lower:F3}, {over.Upper:F3}]"));
