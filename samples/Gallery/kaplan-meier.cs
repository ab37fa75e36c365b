#:package AdaMHF.MLNet@0.*
#:package AdaMHF.Reports@0.*
#:property PublishAot=false

// Kaplan-Meier curves of groups, with numbers at risk and the log-rank test, as a picture.
using AdaMHF.MLNet;
using AdaMHF.Reports;
using Microsoft.ML;

var ml = new MLContext();
var cohort = ml.Data.LoadSurvivalCohort("patients.csv", new()
{
    CaseIdColumnName = "patient",
    SlideIdColumnName = null,
    TimeColumnName = "months",
    EventColumnName = "status",
    TextColumnNames = ["stage"],                    // groups are texts
});
var known = ml.Data.FilterByCustomPredicate<Row>(cohort.Data, row => row.stage == "");    // true leaves the row out

foreach (var group in ml.Survival.KaplanMeier(known, "stage"))
    Console.WriteLine(FormattableString.Invariant(
        $"stage {group.Label}: {group.Patients} patients, median {group.Curve.Median:F1} months"));
var plot = ml.Survival.KaplanMeier(known, "stage").Plot(new() { Title = "Survival by stage" });
plot.SavePng("kaplan-meier.png");
Console.WriteLine(FormattableString.Invariant($"kaplan-meier.png, log-rank p = {plot.LogRank!.PValue:G2}"));

sealed class Row { public string stage { get; set; } = ""; }
