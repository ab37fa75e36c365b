#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// Are predicted probabilities right? Hazards are calibrated on patients whom the model has not seen, and evaluated on others.
// After train.cs.
using AdaMHF.MLNet;
using Microsoft.ML;

var ml = new MLContext(seed: 5);
var model = ml.Model.LoadSurvivalModel("demo/adamhf.zip", out _);
var unseen = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz").Split(SurvivalSplit.FromCsv("demo/splits/splits_0.csv")).TestSet;
var split = ml.Survival.TrainTestSplit(unseen, testFraction: 0.5);

var calibrator = ml.Survival.Calibrators.Platt().Fit(model.Transform(split.TrainSet));
var options = new SurvivalEvaluationOptions { CalibrationHorizon = 24, CalibrationGroups = 3 };
var plain = ml.Survival.Evaluate(model.Transform(split.TestSet), options);
var better = ml.Survival.Evaluate(calibrator.Transform(model.Transform(split.TestSet)), options);
foreach (var (name, metrics) in new[] { ("as trained", plain), ("calibrated", better) })
{
    Console.WriteLine(FormattableString.Invariant(
        $"{name}: C {metrics.ConcordanceIndex:F3}, integrated Brier score {metrics.Brier!.Integrated:F3}")
        + FormattableString.Invariant($", of the Kaplan-Meier curve {metrics.BrierOfKaplanMeier!.Integrated:F3}"));
    foreach (var group in metrics.Calibration)
        Console.WriteLine(FormattableString.Invariant(
            $"  {group.Subjects} patients: survival at 24 months predicted {group.Predicted:F2}, observed {group.Observed:F2}"));
}
