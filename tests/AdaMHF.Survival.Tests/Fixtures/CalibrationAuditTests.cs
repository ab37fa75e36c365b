using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Calibration, usefulness and bootstrap intervals against R (survival, rms, boot).</summary>
[Trait("Category", "Fixtures")]
public class CalibrationAuditTests
{
    private const double Iterated = 1e-6;

    public static TheoryData<string> Files() => SurvivalFixture.OfKind("calibration_audit");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void The_smooth_curve_and_its_distances_agree(string file) => ForEachCase(file, (sample, expected) =>
    {
        var smooth = expected.GetProperty("smooth");
        var result = SmoothCalibration.Fit(sample.Time, sample.Event, sample.Risk, sample.Horizon);
        Close.To(smooth.Numbers("observed"), [.. result.Observed], "observed", Iterated);
        Close.To(smooth.Number("ici"), result.MeanError, "ICI", Iterated);
        Close.To(smooth.Number("e50"), result.MedianError, "E50", Iterated);
        Close.To(smooth.Number("e90"), result.Error90, "E90", Iterated);
        Close.To(smooth.Number("emax"), result.LargestError, "Emax", Iterated);
        Close.To(smooth.Number("slope"), result.Slope, "slope", Iterated);
        Close.To(smooth.Number("slope_error"), result.SlopeError, "error of the slope", Iterated);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void The_tests_in_groups_agree(string file) => ForEachCase(file, (sample, expected) =>
    {
        var grouped = expected.GetProperty("grouped");
        var result = GroupedCalibration.Test(
            sample.Time, sample.Event, sample.Survival, sample.Horizon, groups: 5, fittedOnTheseSubjects: true);
        Assert.Equal(grouped.Count("groups"), result.Groups);
        Close.To(grouped.Number("dagostino_nam"), result.DAgostinoNam, "D'Agostino-Nam");
        Close.To(grouped.Number("dagostino_nam_p"), result.DAgostinoNamPValue, "p of D'Agostino-Nam");
        Close.To(grouped.Number("greenwood"), result.Greenwood, "Greenwood");
        Close.To(grouped.Number("greenwood_p"), result.GreenwoodPValue, "p of Greenwood");
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Net_benefit_agrees(string file) => ForEachCase(file, (sample, expected) =>
    {
        var decision = expected.GetProperty("decision");
        var curve = DecisionCurve.Compute(sample.Time, sample.Event, sample.Risk, sample.Horizon, decision.Numbers("thresholds"));
        Close.To(decision.Numbers("model"), [.. curve.Select(point => point.Model)], "model");
        Close.To(decision.Numbers("all"), [.. curve.Select(point => point.All)], "everyone");
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void The_difference_of_restricted_means_agrees(string file) => ForEachCase(file, (sample, expected) =>
    {
        var rmst = expected.GetProperty("rmst");
        var difference = RestrictedMeanDifference.Between(sample.CurveOf(0), sample.CurveOf(1), sample.Horizon);
        Close.To(rmst.Number("difference"), difference.Difference, "difference");
        Close.To(rmst.Number("error"), difference.StandardError, "error");
        Close.To(rmst.Number("p"), difference.PValue, "p", Iterated);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Bootstrap_intervals_of_given_resamples_agree(string file)
    {
        var bootstrap = SurvivalFixture.Open(file).Root.GetProperty("bootstrap");
        var (sorted, leftOut) = (bootstrap.Numbers("resampled"), bootstrap.Numbers("left_out"));
        var percentile = ResampledQuantiles.Percentile(sorted, 0.95);
        var corrected = ResampledQuantiles.BiasCorrected(sorted, bootstrap.Number("estimate"), leftOut, 0.95);
        Close.To(bootstrap.Numbers("percentile"), [percentile.Lower, percentile.Upper], "percentile", Iterated);
        Close.To(bootstrap.Numbers("bca"), [corrected.Lower, corrected.Upper], "BCa", Iterated);
    }

    private static void ForEachCase(string file, Action<PredictedSample, JsonElement> check)
    {
        foreach (var item in SurvivalFixture.Open(file).Root.GetProperty("cases").EnumerateArray())
            check(new PredictedSample(item.GetProperty("input")), item.GetProperty("expected"));
    }

    private sealed class PredictedSample(JsonElement input)
    {
        private readonly int[] _group = input.Integers("group");

        public double[] Time { get; } = input.Numbers("time");

        public bool[] Event { get; } = input.Flags("event");

        public double[] Survival { get; } = input.Numbers("survival");

        public double[] Risk => Array.ConvertAll(Survival, survival => 1 - survival);

        public double Horizon { get; } = input.Number("horizon");

        public KaplanMeierCurve CurveOf(int group)
        {
            int[] members = [.. Enumerable.Range(0, Time.Length).Where(subject => _group[subject] == group)];
            return KaplanMeier.Fit(
                Array.ConvertAll(members, member => Time[member]), Array.ConvertAll(members, member => Event[member]));
        }
    }
}
