using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>The weighted test of calibration, recalibration, the censored log score and subgroup tests against R.</summary>
[Trait("Category", "Fixtures")]
public class CalibrationScoreTests
{
    private const double Iterated = 1e-6;

    public static TheoryData<string> Files() => SurvivalFixture.OfKind("calibration_scores");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void The_weighted_test_agrees(string file) => ForEachCase(file, (input, expected) =>
    {
        var horizon = input.Number("horizon");
        var curves = Curves(input);
        double[] survival = [.. Enumerable.Range(0, curves.Subjects).Select(i => curves.At(i, horizon))];
        var result = GroupedCalibration.Test(input.Numbers("time"), input.Flags("event"), survival, horizon, groups: 5);
        Close.To(expected.GetProperty("weighted").Number("statistic"), result.Weighted, "statistic", Iterated);
        Close.To(expected.GetProperty("weighted").Number("p"), result.WeightedPValue, "p", Iterated);
        Assert.Equal(5, result.WeightedGroups);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Recalibration_agrees(string file) => ForEachCase(file, (input, expected) =>
    {
        var (horizon, curves) = (input.Number("horizon"), Curves(input));
        double[] survival = [.. Enumerable.Range(0, curves.Subjects).Select(i => curves.At(i, horizon))];
        var platt = HorizonRecalibration.Platt(input.Numbers("time"), input.Flags("event"), survival, horizon);
        Close.To(expected.GetProperty("platt").Number("slope"), platt.Slope, "slope", Iterated);
        Close.To(expected.GetProperty("platt").Number("intercept"), platt.Intercept, "intercept", Iterated);
        var isotonic = HorizonRecalibration.Isotonic(input.Numbers("time"), input.Flags("event"), survival, horizon);
        double[] predicted = expected.GetProperty("isotonic").Numbers("predicted");
        Close.To(expected.GetProperty("isotonic").Numbers("calibrated"), Array.ConvertAll(predicted, isotonic.Apply), "isotonic", Iterated);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void The_log_score_agrees(string file) => ForEachCase(file, (input, expected) => Close.To(
        expected.Number("log_score"),
        CensoredLogScore.Compute(input.Numbers("time"), input.Flags("event"), Curves(input)).Mean,
        "score"));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Subgroups_agree(string file) => ForEachCase(file, (input, expected) =>
    {
        var subgroups = expected.GetProperty("subgroups");
        var result = SubgroupComparison.Compute(
            input.Numbers("time"), input.Flags("event"), input.Numbers("risk"), input.Integers("group"), ConcordanceOptions.RSurvival);
        Close.To(subgroups.Numbers("concordance"), [.. result.Groups.Select(group => group.Concordance.ConcordanceIndex)], "C");
        Close.To(subgroups.Number("heterogeneity"), result.Heterogeneity, "Q", Iterated);
        Close.To(subgroups.Number("heterogeneity_p"), result.HeterogeneityPValue, "p of Q", Iterated);
        Close.To(subgroups.Number("interaction"), result.Interaction, "likelihood ratio", Iterated);
        Close.To(subgroups.Number("interaction_p"), result.InteractionPValue, "p of the ratio", Iterated);
    });

    private static SurvivalPredictions Curves(JsonElement input)
    {
        var (times, flat) = (input.Numbers("times"), input.Numbers("curves"));
        var survival = new double[flat.Length / times.Length, times.Length];
        for (var i = 0; i < flat.Length; i++) survival[i / times.Length, i % times.Length] = flat[i];
        return new(times, survival, CurveShape.Linear);
    }

    private static void ForEachCase(string file, Action<JsonElement, JsonElement> check)
    {
        foreach (var item in SurvivalFixture.Open(file).Root.GetProperty("cases").EnumerateArray())
            check(item.GetProperty("input"), item.GetProperty("expected"));
    }
}
