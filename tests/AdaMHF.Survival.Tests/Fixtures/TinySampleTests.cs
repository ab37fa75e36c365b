using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Many samples of 2 to 12 subjects with heavy ties, against R survival and scikit-survival.</summary>
[Trait("Category", "Fixtures")]
public class TinySampleTests
{
    public static TheoryData<string> Files() => SurvivalFixture.OfKind("many_tiny");

    [Theory]
    [MemberData(nameof(Files))]
    public void Concordance_agrees(string file) => ForEachCase(file, (sample, _, expected) =>
    {
        var harrell = expected.GetProperty("harrell");
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        Close.To(harrell.Number("c"), result.ConcordanceIndex, "C");
        Close.To(harrell.Number("sksurv_c"), result.ConcordanceIndex, "C of scikit-survival");
        Close.To(harrell.Number("std_err"), result.StandardError, "standard error");
        Assert.Equal(harrell.Count("concordant"), result.Concordant);
        Assert.Equal(harrell.Count("discordant"), result.Discordant);
        Assert.Equal(harrell.Count("tied_risk"), result.TiedRisk);
        Assert.Equal(harrell.Count("tied_time"), result.TiedEventTimes);
        Assert.Equal(harrell.Count("tied_both"), result.TiedEventTimesAndRisks);
        Assert.Equal(harrell.Count("event_censored_same_time"), result.EventCensoredSameTime);
        Assert.Equal(harrell.IsNull("c"), result.UndefinedReason is not null);
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Uno_agrees(string file) => ForEachCase(file, (sample, _, expected) =>
    {
        var byR = Concordance.Uno(sample.Time, sample.Event, sample.Risk);
        if (expected.IsNull("uno_r"))
        {
            Assert.True(double.IsNaN(byR.ConcordanceIndex));
        }
        else
        {
            Close.To(expected.GetProperty("uno_r").Number("c"), byR.ConcordanceIndex, "C of R");
            Close.To(expected.GetProperty("uno_r").Number("std_err"), byR.StandardError, "standard error of R");
        }

        var scikit = expected.GetProperty("uno_sksurv");
        var error = scikit.GetProperty("error").GetString();
        if (error is null)
        {
            Close.To(scikit.Number("c"), AtEvent(sample).ConcordanceIndex, "C of scikit-survival");
        }
        else if (error.StartsWith("ValueError", StringComparison.Ordinal))
        {
            var refusal = Assert.Throws<SurvivalDataException>(() => AtEvent(sample));
            Assert.Contains("uncensored is 0", refusal.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.NotNull(AtEvent(sample).UndefinedReason);
        }
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Curves_agree(string file) => ForEachCase(file, (sample, _, expected) =>
    {
        var km = expected.GetProperty("km");
        var curve = KaplanMeier.Fit(sample.Time, sample.Event);
        Close.To(km.Numbers("time"), [.. curve.Times], "time");
        Close.To(km.Numbers("n_risk"), [.. curve.AtRisk], "at risk");
        Close.To(km.Numbers("n_event"), [.. curve.Events], "events");
        Close.To(km.Numbers("n_censor"), [.. curve.Censored], "censored");
        Close.To(km.Numbers("surv"), [.. curve.Survival], "survival");
        Close.To(
            km.Numbers("std_err_log"),
            [.. curve.LogVariance.Select(variance => double.IsInfinity(variance) ? double.NaN : Math.Sqrt(variance))],
            "standard error of the logarithm");

        var quantiles = expected.GetProperty("quantiles");
        Close.To(quantiles.Numbers("time"), [.. quantiles.Numbers("p").Select(share => curve.Quantile(share))], "quantiles");
        Close.To(expected.Numbers("nelson_aalen"), [.. NelsonAalen.Fit(sample.Time, sample.Event).CumulativeHazard], "hazard");
        var censoring = CensoringDistribution.Fit(sample.Time, sample.Event);
        Close.To(expected.Numbers("censoring_events_first"), [.. censoring.Survival], "censoring");

        var mean = curve.RestrictedMean(expected.GetProperty("rmst").Number("tau"));
        Close.To(expected.GetProperty("rmst").Number("rmst"), mean.Mean, "restricted mean");
        Close.To(expected.GetProperty("rmst").Number("std_err"), mean.StandardError, "its standard error");
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Log_rank_tests_agree(string file) => ForEachCase(file, (sample, input, expected) =>
    {
        var groups = input.Integers("group");
        if (groups.Distinct().Count() < 2) return;
        Equal(expected.GetProperty("logrank"), LogRank.Test(sample.Time, sample.Event, groups));
        Equal(
            expected.GetProperty("logrank_stratified"),
            LogRank.TestStratified(sample.Time, sample.Event, groups, input.Integers("stratum")));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Cox_likelihoods_agree(string file) => ForEachCase(file, (sample, _, expected) =>
    {
        double[] eta = [.. sample.Risk.Select(risk => risk / 2)];
        var cox = expected.GetProperty("cox_half_risk");
        Close.To(cox.Number("efron"), CoxPartialLikelihood.LogLikelihood(sample.Time, sample.Event, eta), "Efron");
        Close.To(cox.Number("breslow"), CoxPartialLikelihood.LogLikelihood(sample.Time, sample.Event, eta, CoxTies.Breslow), "Breslow");
    });

    private static void Equal(JsonElement expected, LogRankResult result)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            // R gives up wherever groups never meet; a generalised inverse tests those that do, with fewer degrees of freedom.
            if (result.UndefinedReason is not null) Assert.True(double.IsNaN(result.PValue));
            else Assert.InRange(result.DegreesOfFreedom, 1, result.Groups.Count(group => group.Expected > 0) - 2);
            return;
        }
        Close.To(expected.Number("chisq"), result.ChiSquare, "chi-square");
        Assert.Equal(expected.Count("df"), result.DegreesOfFreedom);
        Close.To(expected.Number("p"), result.PValue, "p");
        if (!expected.TryGetProperty("observed", out _)) return;
        Close.To(expected.Numbers("observed"), [.. result.Groups.Select(group => group.Observed)], "observed");
        Close.To(expected.Numbers("expected"), [.. result.Groups.Select(group => group.Expected)], "expected");
    }

    private static ConcordanceResult AtEvent(RiskScoreSample sample) => Concordance.Uno(
        sample.Time, sample.Event, sample.Risk, moment: CensoringMoment.AtEvent, options: new() { TruncationIsInclusive = false });

    private static void ForEachCase(string file, Action<RiskScoreSample, JsonElement, JsonElement> check)
    {
        var number = 0;
        foreach (var item in SurvivalFixture.Open(file).Root.GetProperty("cases").EnumerateArray())
        {
            var input = item.GetProperty("input");
            try
            {
                check(new RiskScoreSample(input), input, item.GetProperty("expected"));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Case {number}, {input.GetRawText()}: {error.Message}", error);
            }
            number++;
        }
    }
}
