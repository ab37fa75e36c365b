#:package AdaMHF.MLNet@0.*
#:property PublishAot=false

// Rows with missing values: what a Cox model does with them, and leaving them out instead.
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 1);
var all = ml.Data.LoadSurvivalCohort("patients.csv", new()
{
    CaseIdColumnName = "patient",
    SlideIdColumnName = null,
    TimeColumnName = "months",
    EventColumnName = "status",
}).Data;
var complete = ml.Data.FilterRowsByMissingValues(all, "stage", "marker");       // NaN is missing
Console.WriteLine($"{Rows(all)} patients, {Rows(complete)} of them with stage and marker");

var pipeline = ml.Transforms.Concatenate("Features", "age", "stage", "marker")
    .Append(ml.Survival.Trainers.CoxProportionalHazards());
try
{
    pipeline.Fit(all);
}
catch (Exception refused)
{
    Console.WriteLine($"With them: {refused.Message}");
}
Console.WriteLine($"Without them: {ml.Survival.Evaluate(pipeline.Fit(complete).Transform(complete))} (training patients)");

static int Rows(IDataView view) => view.GetColumn<string>("PatientId").Count();
