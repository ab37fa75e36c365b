#:package AdaMHF.MLNet@0.*
#:property PublishAot=false

// Someone else's predictions: every measure of a column of risks, and whether it ranks better than another.
using AdaMHF.MLNet;
using Microsoft.Data.Analysis;
using Microsoft.ML;

var ml = new MLContext();
var frame = DataFrame.LoadCsv("patients.csv");
var died = frame["status"].Cast<string>().Select(status => status == "Dead");
frame.Columns.Add(new BooleanDataFrameColumn("Event", died));

var metrics = ml.Survival.Evaluate(frame, new SurvivalEvaluationOptions
{
    ScoreColumnName = "their_risk",
    TimeColumnName = "months",
    PatientColumnName = "patient",
});
Console.WriteLine(metrics);
foreach (var row in metrics.ToDataFrame().Rows)      // measure, value, interval, and the reason where it is not defined
    Console.WriteLine(FormattableString.Invariant($"  {row[0]}: {row[1]:0.###} {row[4]}"));

// A risk is any number that is higher where death comes earlier: age by itself is one.
frame.Columns.Add(new SingleDataFrameColumn("age_risk", frame["age"].Cast<float>()));
var two = ml.Survival.Compare(frame, "their_risk", "age_risk", timeColumnName: "months");
Console.WriteLine(FormattableString.Invariant(
    $"their risk minus age: {two.Difference:F3} [{two.LowerBound:F3}, {two.UpperBound:F3}], p = {two.PValue:G2}"));
