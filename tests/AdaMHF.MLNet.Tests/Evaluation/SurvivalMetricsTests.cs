using AdaMHF.Survival;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Patients with exponential survival times of known hazard, whose true survival curves are the predictions.</summary>
public class SurvivalMetricsTests
{
    private static readonly double[] Months = [6, 12, 24, 48, 96];
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void True_curves_are_calibrated_beat_the_curve_of_everybody_and_rank_as_their_risk()
    {
        var metrics = _ml.Survival.Evaluate(Frame(1, 3000, hazard => hazard), Options);
        Assert.Empty(metrics.UndefinedReasons);
        Assert.InRange(metrics.ConcordanceIndex, 0.65, 0.85);
        Assert.InRange(metrics.DCalibration!.PValue, 0.01, 1);
        Assert.All(metrics.Calibration, group => Assert.InRange(group.Predicted, group.LowerBound - 0.03, group.UpperBound + 0.03));
        Assert.True(metrics.Brier!.Integrated < 0.95 * metrics.BrierOfKaplanMeier!.Integrated);
        // Curves of proportional hazards never cross, so the order at each death is that of the risk.
        Assert.Equal(metrics.ConcordanceIndex, metrics.TimeDependentConcordance!.ConcordanceIndex, 1e-3);
        Assert.Equal(metrics.ComparablePairs, metrics.TimeDependentConcordance.ComparablePairs);
        Assert.InRange(metrics.DynamicAuc!.Mean, metrics.ConcordanceIndex, 1);
        Assert.True(metrics.MedianRiskGroups!.PValue < 1e-6);
        Assert.Equal(9, metrics.Brier.Times.Length);
        Assert.Equal(metrics.Brier.Times[4], metrics.CalibrationHorizon);
    }

    [Fact]
    public void Optimistic_curves_are_detected_although_they_rank_as_well()
    {
        var calibrated = _ml.Survival.Evaluate(Frame(1, 3000, hazard => hazard), Options);
        var optimistic = _ml.Survival.Evaluate(Frame(1, 3000, hazard => hazard / 3), Options);
        Assert.Equal(calibrated.ConcordanceIndex, optimistic.ConcordanceIndex);
        Assert.True(optimistic.DCalibration!.PValue < 1e-6);
        Assert.True(optimistic.Brier!.Integrated > 1.1 * calibrated.Brier!.Integrated);
        Assert.All(optimistic.Calibration, group => Assert.True(group.Predicted > group.UpperBound));
    }

    [Fact]
    public void The_measures_are_those_of_the_statistics_on_the_same_numbers()
    {
        var training = Frame(3, 400, hazard => hazard);
        var frame = Frame(2, 120, hazard => hazard);
        var (time, died, risk) = (Doubles(frame, "Time"), Flags(frame), Doubles(frame, "Score"));
        var metrics = _ml.Survival.Evaluate(frame, new SurvivalEvaluationOptions
        {
            CurveTimes = Months,
            TrainingData = training,
            Truncation = 40,
            EvaluationTimes = [10, 20, 30],
            CalibrationHorizon = 24,
        });

        var censoring = CensoringDistribution.Fit(Doubles(training, "Time"), Flags(training));
        var survival = new double[time.Length, Months.Length];
        var rows = frame.Columns["SurvivalProbabilities"].Cast<VBuffer<float>>().ToArray();
        for (var i = 0; i < time.Length; i++)
        {
            for (var k = 0; k < Months.Length; k++) survival[i, k] = rows[i].GetItemOrDefault(k);
        }
        var curves = new SurvivalPredictions(Months, survival, CurveShape.Linear);
        Assert.Equal(Concordance.Harrell(time, died, risk).StandardError, metrics.StandardError);
        var uno = Concordance.Uno(time, died, risk, censoring, options: new() { Truncation = 40 });
        Assert.Equal(uno.ConcordanceIndex, metrics.Uno!.ConcordanceIndex);
        Assert.Equal(DynamicAuc.Compute(time, died, risk, [10, 20, 30], censoring).Values, metrics.DynamicAuc!.Values);
        Assert.Equal(BrierScore.Compute(time, died, curves.ReadAt([10, 20, 30]), censoring).Integrated, metrics.Brier!.Integrated);
        Assert.Equal(AntoliniConcordance.Compute(time, died, curves), metrics.TimeDependentConcordance);
        Assert.Equal(LogRank.Test(time, died, MedianSplit.HighRisk(risk)).ChiSquare, metrics.MedianRiskGroups!.ChiSquare);
        Assert.Equal(KaplanMeier.Fit(time, died).Survival, metrics.KaplanMeier.Survival);
        Assert.Equal(24, metrics.CalibrationHorizon);
    }

    [Fact]
    public void A_risk_without_curves_is_evaluated_and_what_is_left_out_says_why()
    {
        var frame = Frame(4, 200, hazard => hazard);
        Assert.Contains("give them as CurveTimes", _ml.Survival.Evaluate(frame).UndefinedReasons["Brier"], StringComparison.Ordinal);
        frame.Columns.Remove("SurvivalProbabilities");
        var metrics = _ml.Survival.Evaluate(frame);
        Assert.Null(metrics.Brier);
        Assert.Null(metrics.TimeDependentConcordance);
        Assert.Contains("only a risk", metrics.UndefinedReasons[nameof(SurvivalMetrics.Brier)], StringComparison.Ordinal);
        Assert.NotNull(metrics.DynamicAuc);

        var table = metrics.ToDataFrame();
        var reasons = table.Columns["Measure"].Cast<string>()
            .Zip(table.Columns["Reason"].Cast<string>(), table.Columns["Value"].Cast<double>())
            .ToDictionary(row => row.First, row => (Reason: row.Second, Value: row.Third));
        Assert.Equal(metrics.ConcordanceIndex, reasons["ConcordanceIndex"].Value);
        Assert.True(double.IsNaN(reasons["Brier"].Value));
        Assert.Contains("only a risk", reasons["Brier"].Reason, StringComparison.Ordinal);
        Assert.Equal("", reasons["Uno"].Reason);
    }

    [Fact]
    public void The_score_of_another_trainer_is_a_risk()
    {
        var frame = Frame(5, 600, hazard => hazard);
        var pipeline = _ml.Transforms.Concatenate("Features", "Covariate")
            .Append(_ml.Transforms.Conversion.ConvertType("Label", "Time", DataKind.Single))
            .Append(_ml.Regression.Trainers.LbfgsPoissonRegression());
        var metrics = _ml.Survival.Evaluate(pipeline.Fit(frame).Transform(frame));
        // It predicts months, so its ranking is reversed.
        Assert.InRange(metrics.ConcordanceIndex, 0.15, 0.35);
    }

    [Fact]
    public void Two_risks_of_the_same_patients_are_compared_in_pairs()
    {
        var frame = Frame(6, 300, hazard => hazard);
        var random = new Random(7);
        frame.Columns.Add(new DoubleDataFrameColumn("Noise", Enumerable.Range(0, 300).Select(_ => random.NextDouble())));
        var comparison = _ml.Survival.Compare(frame, "Score", "Noise");
        Assert.Equal(_ml.Survival.Evaluate(frame).ConcordanceIndex, comparison.First.ConcordanceIndex);
        Assert.True(comparison.PValue < 1e-3 && comparison.Difference > 0);
    }

    [Fact]
    public void All_censored_patients_have_measures_with_reasons_only()
    {
        var frame = Frame(8, 50, hazard => hazard);
        frame.Columns["Event"] = new BooleanDataFrameColumn("Event", Enumerable.Repeat(false, 50));
        var metrics = _ml.Survival.Evaluate(frame, Options);
        foreach (var measure in new[] { "ConcordanceIndex", "Uno", "DynamicAuc", "MedianRiskGroups" })
            Assert.True(metrics.UndefinedReasons.ContainsKey(measure));
        Assert.Equal(1, metrics.KaplanMeier.Survival[^1]);
        Assert.Contains("undefined", metrics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_values_are_named_with_row_column_and_patient()
    {
        var nan = Frame(9, 5, hazard => hazard);
        nan["Time"][3] = double.NaN;
        Assert.StartsWith("Row 4, patient P3, has Time NaN: expected finite months", Message(nan), StringComparison.Ordinal);

        var negative = Frame(9, 5, hazard => hazard);
        negative["Time"][1] = -1.0;
        negative["Time"][2] = -2.0;
        Assert.Contains("Row 2, patient P1, has Time -1 (2 rows are like this)", Message(negative), StringComparison.Ordinal);

        var nulls = Frame(9, 5, hazard => hazard);
        nulls["Event"][2] = null;
        Assert.Contains("Column 'Event' has 1 nulls, the first in row 3", Message(nulls), StringComparison.Ordinal);

        var inverted = Frame(9, 5, hazard => hazard);
        inverted.Columns.Remove("Event");
        inverted.Columns.Add(new SingleDataFrameColumn("Event", 5));
        var wrongType = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Survival.Evaluate(inverted));
        Assert.Contains("censorship", wrongType.Message, StringComparison.Ordinal);

        string Message(DataFrame frame) => Assert.Throws<SurvivalDataException>(() => _ml.Survival.KaplanMeier(frame)).Message;
    }

    [Fact]
    public void Patients_who_cannot_be_evaluated_are_left_out_with_number_and_reason()
    {
        var (whole, damaged) = (Frame(9, 40, hazard => hazard), Frame(9, 40, hazard => hazard));
        damaged["Time"][3] = double.NaN;
        damaged["Time"][5] = -1.0;
        damaged["Time"][6] = double.PositiveInfinity;
        damaged["Time"][7] = null;
        damaged["Event"][8] = null;
        damaged["Score"][0] = double.NaN;
        damaged["Score"][1] = null;
        damaged["SurvivalProbabilities"][10] = new VBuffer<float>(5, [1, 1, float.NaN, 1, 1]);
        damaged["SurvivalProbabilities"][11] = new VBuffer<float>(5, [1, 1, 1.5f, 1, 1]);
        var warnings = new List<string>();
        _ml.Log += (_, log) => warnings.Add(log.RawMessage);

        var metrics = _ml.Survival.Evaluate(damaged, Options);

        Assert.Equal(
            ["P0", "P1", "P10", "P11", "P3", "P5", "P6", "P7", "P8"],
            metrics.LeftOut.Select(patient => patient.Patient).Order(StringComparer.Ordinal));
        Assert.Contains("Time is -1", metrics.LeftOut.Single(patient => patient.Patient == "P5").Reason);
        Assert.Contains("Score is NaN", metrics.LeftOut.Single(patient => patient.Patient == "P0").Reason);
        Assert.Contains("Event is null", metrics.LeftOut.Single(patient => patient.Patient == "P8").Reason);
        Assert.Contains("1.5 in slot 2", metrics.LeftOut.Single(patient => patient.Patient == "P11").Reason);
        Assert.Contains(warnings, warning => warning.Contains("9 of 40 patients are left out", StringComparison.Ordinal));
        Assert.Contains("; 9 left out: P0, ", metrics.ToString(), StringComparison.Ordinal);
        Assert.Equal("LeftOut", metrics.ToDataFrame().Columns["Measure"][1]);

        // As if they had never been there.
        int[] others = [.. Enumerable.Range(0, 40).Where(i => i is not (0 or 1 or 3 or 5 or 6 or 7 or 8 or 10 or 11))];
        var rest = whole[others];
        var expected = _ml.Survival.Evaluate(rest, Options);
        Assert.Equal((31, expected.ConcordanceIndex), (metrics.Patients, metrics.ConcordanceIndex));
        Assert.Equal(expected.Brier!.Integrated, metrics.Brier!.Integrated);
        Assert.Equal(expected.DCalibration!.PValue, metrics.DCalibration!.PValue);
        Assert.Equal(
            _ml.Survival.LogRankByMedianRisk(rest).ChiSquare,
            _ml.Survival.LogRankByMedianRisk(damaged[[.. others, 0, 3, 5, 6, 7, 8]]).ChiSquare);

        for (var row = 0; row < 40; row++) damaged["Score"][row] = double.NaN;
        Assert.Contains("None of the 40", Assert.Throws<SurvivalDataException>(() => _ml.Survival.Evaluate(damaged)).Message);
    }

    private static SurvivalEvaluationOptions Options => new() { CurveTimes = Months };

    // Hazard exp(x)/24 per month, follow-up uniform up to 90 months; the predicted curve has a hazard computed from the true one.
    private static DataFrame Frame(int seed, int patients, Func<double, double> predicted)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, patients).Select(patient =>
        {
            var covariate = 2 * (random.NextDouble() + random.NextDouble() - 1);
            var hazard = Math.Exp(covariate) / 24;
            var (life, end) = (-Math.Log(1 - random.NextDouble()) / hazard, 90 * random.NextDouble());
            float[] survival = [.. Months.Select(month => (float)Math.Exp(-predicted(hazard) * month))];
            return (
                Id: $"P{patient}",
                Time: Math.Min(life, end),
                Died: life <= end,
                Covariate: (float)covariate,
                Survival: new VBuffer<float>(survival.Length, survival));
        }).ToArray();
        return new DataFrame(
            new StringDataFrameColumn("PatientId", rows.Select(row => row.Id)),
            new DoubleDataFrameColumn("Time", rows.Select(row => row.Time)),
            new BooleanDataFrameColumn("Event", rows.Select(row => row.Died)),
            new SingleDataFrameColumn("Covariate", rows.Select(row => row.Covariate)),
            new DoubleDataFrameColumn("Score", rows.Select(row => (double)row.Covariate)),
            new VBufferDataFrameColumn<float>("SurvivalProbabilities", rows.Select(row => row.Survival)));
    }

    private static double[] Doubles(DataFrame frame, string column) => [.. frame.Columns[column].Cast<double>()];

    private static bool[] Flags(DataFrame frame) => [.. frame.Columns["Event"].Cast<bool>()];
}
