#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// Data views are lazy: every reader of a scored view scores again. A cache scores once. After train.cs.
using System.Diagnostics;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext();
var model = ml.Model.LoadSurvivalModel("demo/adamhf.zip", out _);
var patients = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz").Data;

var lazy = model.Transform(patients);
var kept = ml.Data.Cache(lazy, "Score", "Time", "Event", "PatientId");     // name what is read later; the bags are not
foreach (var (name, view) in new[] { ("lazy", lazy), ("cached", kept) })
{
    var clock = Stopwatch.StartNew();
    var metrics = ml.Survival.Evaluate(view);
    var highest = view.GetColumn<float>("Score").Max();
    var groups = ml.Survival.KaplanMeierByMedianRisk(view);
    Console.WriteLine($"{name}: C {metrics.ConcordanceIndex:F3}, highest risk {highest:F2}, {groups.Count} groups");
    Console.Error.WriteLine($"{name}: {clock.ElapsedMilliseconds} ms");
}
