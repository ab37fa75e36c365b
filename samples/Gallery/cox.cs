#:package AdaMHF.MLNet@0.*
#:property PublishAot=false

// A table of patients to a Cox model: hazard ratios, and how well held-out patients are ranked.
using AdaMHF.MLNet;
using Microsoft.ML;

var ml = new MLContext(seed: 1);
var cohort = ml.Data.LoadSurvivalCohort("patients.csv", new()
{
    CaseIdColumnName = "patient",
    SlideIdColumnName = null,                       // a table without slides
    TimeColumnName = "months",
    EventColumnName = "status",                     // Dead and Alive are understood; EventValues names other words
    ClinicalColumnNames = ["age", "stage", "marker"],
});
Console.WriteLine(cohort.Report);                   // what was assumed, what is missing, who is left out

string[] columns = ["age", "stage", "marker"];
var split = ml.Survival.TrainTestSplit(cohort.Data);
var model = ml.Transforms.EncodeClinical("Features", columns)      // empty cells: the training mean
    .Append(ml.Survival.Trainers.CoxProportionalHazards())
    .Fit(split.TrainSet);

var cox = model.LastTransformer.Model!;
foreach (var (i, name) in columns.Index())
    Console.WriteLine(FormattableString.Invariant(
        $"{name}: hazard ratio {Math.Exp(cox.Coefficients[i]):F2} per standard deviation, p = {cox.PValues[i]:G2}"));
Console.WriteLine($"Held-out patients: {ml.Survival.Evaluate(model.Transform(split.TestSet))}");
