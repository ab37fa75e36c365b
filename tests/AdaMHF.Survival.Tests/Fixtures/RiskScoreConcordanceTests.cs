using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Against concordance() of R survival and the two concordance functions of scikit-survival.</summary>
[Trait("Category", "Fixtures")]
public class RiskScoreConcordanceTests
{
    public static TheoryData<string> Files() => SurvivalFixture.OfKind("risk_score");

    [Theory]
    [MemberData(nameof(Files))]
    public void Harrell_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "harrell");
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, ConcordanceOptions.RSurvival);
        Equal(expected, result);
        Assert.Equal(expected.Count("comparable"), result.ComparablePairs);
        Assert.Equal(expected.Count("tied_time"), result.TiedEventTimes);
        Assert.Equal(expected.Count("tied_both"), result.TiedEventTimesAndRisks);
        Close.To(expected.Number("std_err"), result.StandardError, "standard error");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Harrell_agrees_with_scikit_survival(string file)
    {
        var (sample, expected) = Open(file, "harrell");
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        Equal(expected.GetProperty("sksurv"), result);
        Assert.Equal(expected.GetProperty("sksurv").Count("tied_time"), result.EventCensoredSameTime);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Truncated_Harrell_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "harrell_ymax");
        foreach (var item in expected.EnumerateArray())
        {
            var options = ConcordanceOptions.RSurvival with { Truncation = item.Number("tau") };
            var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, options);
            Equal(item, result);
            Close.To(item.Number("std_err"), result.StandardError, "standard error");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Stratified_Harrell_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "harrell_stratified");
        var result = Concordance.HarrellStratified(
            sample.Time, sample.Event, sample.Risk, sample.Labels("stratum"), ConcordanceOptions.RSurvival);
        Equal(expected, result);
        Assert.Equal(expected.Count("tied_time"), result.TiedEventTimes);
        Assert.Equal(expected.Count("tied_both"), result.TiedEventTimesAndRisks);
        Close.To(expected.Number("std_err"), result.StandardError, "standard error");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Uno_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "uno_r");
        var result = Concordance.Uno(sample.Time, sample.Event, sample.Risk, options: ConcordanceOptions.RSurvival);
        Close.To(expected.Number("c"), result.ConcordanceIndex, "C");
        Close.To(expected.Number("std_err"), result.StandardError, "standard error");
        Close.To(expected.Number("weighted_concordant"), result.ConcordantWeight, "concordant");
        Close.To(expected.Number("weighted_discordant"), result.DiscordantWeight, "discordant");
        Close.To(expected.Number("weighted_tied_risk"), result.TiedRiskWeight, "tied");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Truncated_Uno_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "uno_r_ymax");
        foreach (var item in expected.EnumerateArray())
        {
            var options = ConcordanceOptions.RSurvival with { Truncation = item.Number("tau") };
            var result = Concordance.Uno(sample.Time, sample.Event, sample.Risk, options: options);
            Close.To(item.Number("c"), result.ConcordanceIndex, "C");
            Close.To(item.Number("std_err"), result.StandardError, "standard error");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Uno_agrees_with_scikit_survival(string file)
    {
        var (sample, expected) = Open(file, "uno_sksurv");
        foreach (var item in expected.EnumerateObject())
        {
            Assert.True(item.Value.IsNull("error"), "This file expects a refusal, which no test compares.");
            var tau = item.Value.IsNull("tau") ? double.PositiveInfinity : item.Value.Number("tau");
            var options = new ConcordanceOptions { Truncation = tau, TruncationIsInclusive = false };
            var result = Concordance.Uno(sample.Time, sample.Event, sample.Risk, moment: CensoringMoment.AtEvent, options: options);
            Close.To(item.Value.Number("c"), result.ConcordanceIndex, item.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Peto_weights_agree_with_R(string file)
    {
        var (sample, expected) = Open(file, "peto");
        var result = Concordance.Peto(sample.Time, sample.Event, sample.Risk, ConcordanceOptions.RSurvival);
        Close.To(expected.Number("c"), result.ConcordanceIndex, "C");
        Close.To(expected.Number("std_err"), result.StandardError, "standard error");
    }

    private static (RiskScoreSample Sample, JsonElement Expected) Open(string file, string section)
    {
        var fixture = SurvivalFixture.Open(file);
        return (new RiskScoreSample(fixture.Input), fixture.Expected.GetProperty(section));
    }

    private static void Equal(JsonElement expected, ConcordanceResult result)
    {
        Close.To(expected.Number("c"), result.ConcordanceIndex, "C");
        Assert.Equal(expected.Count("concordant"), result.Concordant);
        Assert.Equal(expected.Count("discordant"), result.Discordant);
        Assert.Equal(expected.Count("tied_risk"), result.TiedRisk);
    }
}
