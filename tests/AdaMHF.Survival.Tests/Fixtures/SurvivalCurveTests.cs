using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Predicted survival curves against scikit-survival, riskRegression, pec and pycox.</summary>
[Trait("Category", "Fixtures")]
public class SurvivalCurveTests
{
    public static TheoryData<string> Files() => SurvivalFixture.OfKind("survival_curves");

    [Theory]
    [MemberData(nameof(Files))]
    public void Brier_scores_agree(string file) => ForEachCensoringSample(file, (sample, censoring, expected) =>
    {
        foreach (var item in expected.GetProperty("brier").EnumerateObject())
        {
            var result = item.Name switch
            {
                "sksurv" => BrierScore.Compute(sample.Time, sample.Event, sample.Predictions, censoring, CensoringMoment.AtEvent),
                "left_limit" => BrierScore.Compute(sample.Time, sample.Event, sample.Predictions, censoring),
                "pycox" => BrierScore.Compute(
                    sample.Time,
                    sample.Event,
                    sample.Predictions,
                    CensoringDistribution.Fit(sample.Time, sample.Event, CensoringTies.Naive),
                    divisor: BrierDivisor.SumOfWeights),
                _ => throw new InvalidOperationException($"Unknown Brier convention '{item.Name}'."),
            };
            Close.To(item.Value.Numbers("brier"), [.. result.Scores], item.Name);
            // pycox integrates by Simpson's rule, which this library does not.
            if (item.Value.TryGetProperty("ibs", out var integrated))
                Close.To(integrated.Number(), result.Integrated, $"{item.Name} integrated");
        }
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Dynamic_AUCs_agree(string file) => ForEachCensoringSample(file, (sample, censoring, expected) =>
    {
        foreach (var item in expected.GetProperty("auc").EnumerateObject())
        {
            var result = item.Name switch
            {
                "sksurv_risk" => DynamicAuc.Compute(
                    sample.Time, sample.Event, sample.Risk, sample.Predictions.Times.AsSpan(), censoring, CensoringMoment.AtEvent),
                "sksurv_1_minus_surv" => DynamicAuc.Compute(
                    sample.Time, sample.Event, sample.Predictions, censoring, CensoringMoment.AtEvent),
                "left_limit_1_minus_surv" => DynamicAuc.Compute(sample.Time, sample.Event, sample.Predictions, censoring),
                _ => throw new InvalidOperationException($"Unknown AUC convention '{item.Name}'."),
            };
            Close.To(item.Value.Numbers("auc"), [.. result.Values], item.Name);
            if (item.Value.TryGetProperty("mean", out var mean)) Close.To(mean.Number(), result.Mean, $"{item.Name} mean");
        }
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Uno_with_a_separate_training_part_agrees(string file) => ForEachCensoringSample(file, (sample, censoring, expected) =>
    {
        var uno = expected.GetProperty("uno_sksurv");
        var options = new ConcordanceOptions { Truncation = uno.Number("tau"), TruncationIsInclusive = false };
        var result = Concordance.Uno(sample.Time, sample.Event, sample.Risk, censoring, CensoringMoment.AtEvent, options);
        Close.To(uno.Number("c"), result.ConcordanceIndex, "C");
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Censoring_distributions_agree(string file) => ForEachCensoringSample(file, (sample, censoring, expected) =>
    {
        Close.To(expected.Numbers("censoring_survival_at_times"), [.. sample.Predictions.Times.Select(censoring.At)], "at the times");
        Close.To(expected.Numbers("censoring_survival_at_own_time"), [.. sample.Time.Select(censoring.At)], "at the own time");
        Close.To(expected.Numbers("censoring_survival_before_own_time"), [.. sample.Time.Select(censoring.Before)], "before the own time");
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Antolini_agrees_with_pycox(string file)
    {
        var fixture = SurvivalFixture.Open(file);
        var sample = new CurveSample(fixture.Input);
        var expected = fixture.Expected.GetProperty("antolini");
        Close.To(
            expected.Number("antolini"),
            AntoliniConcordance.Compute(sample.Time, sample.Event, sample.Predictions, AntoliniRule.Original).ConcordanceIndex,
            "original");
        Close.To(
            expected.Number("adjusted"),
            AntoliniConcordance.Compute(sample.Time, sample.Event, sample.Predictions).ConcordanceIndex,
            "adjusted");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void D_calibration_agrees(string file)
    {
        var fixture = SurvivalFixture.Open(file);
        var expected = fixture.Expected.GetProperty("d_calibration");
        var result = DCalibration.Test(fixture.Input.Numbers("surv_at_own_time"), new CurveSample(fixture.Input).Event);
        Close.To(expected.Numbers("bins"), [.. result.Bins], "bins");
        Close.To(expected.Number("chisq"), result.ChiSquare, "chi-square");
        Assert.Equal(expected.Count("df"), result.DegreesOfFreedom);
        Close.To(expected.Number("p"), result.PValue, "p");
    }

    private static void ForEachCensoringSample(string file, Action<CurveSample, CensoringDistribution, JsonElement> check)
    {
        var fixture = SurvivalFixture.Open(file);
        var sample = new CurveSample(fixture.Input);
        var train = fixture.Input.GetProperty("train");
        check(
            sample,
            CensoringDistribution.Fit(train.Numbers("time"), train.Flags("event")),
            fixture.Expected.GetProperty("censoring_from_train"));
        check(
            sample,
            CensoringDistribution.Fit(sample.Time, sample.Event),
            fixture.Expected.GetProperty("censoring_from_test"));
    }

    private sealed class CurveSample(JsonElement input)
    {
        public double[] Time { get; } = input.GetProperty("test").Numbers("time");

        public bool[] Event { get; } = input.GetProperty("test").Flags("event");

        public double[] Risk { get; } = input.GetProperty("test").Numbers("risk");

        public SurvivalPredictions Predictions { get; } = new(input.Numbers("times"), input.Table("surv"));
    }
}
