using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>
/// Degenerate samples: what R survival, scikit-survival and lifelines return, and where this library refuses or says "undefined".
/// </summary>
[Trait("Category", "Fixtures")]
public class EdgeCaseTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (string file in SurvivalFixture.OfKind("edge_cases"))
        {
            foreach (var id in Items(file).Select(Id)) cases.Add(file, id);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Concordance_agrees_or_is_undefined(string file, string id)
    {
        var (sample, item) = Open(file, id);
        if (RefusesRisk(sample))
        {
            Assert.Throws<SurvivalDataException>(() => Concordance.Harrell(sample.Time, sample.Event, sample.Risk));
            return;
        }

        Equal(item.GetProperty("r"), ConcordanceOptions.RSurvival, sample);
        var scikit = item.GetProperty("sksurv").GetProperty("harrell");
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        if (scikit.TryGetProperty("c", out var index))
        {
            Close.To(index.Number(), result.ConcordanceIndex, "C of scikit-survival");
            Assert.Equal(scikit.Count("concordant"), result.Concordant);
            Assert.Equal(scikit.Count("discordant"), result.Discordant);
            Assert.Equal(scikit.Count("tied_risk"), result.TiedRisk);
            Assert.Equal(scikit.Count("tied_time"), result.EventCensoredSameTime);
        }
        else if (!sample.Risk.Any(double.IsInfinity))
        {
            // Where scikit-survival raises, apart from infinite risks, there is nothing to compare.
            Assert.True(double.IsNaN(result.ConcordanceIndex));
            Assert.NotNull(result.UndefinedReason);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Uno_agrees_or_is_undefined(string file, string id)
    {
        var (sample, item) = Open(file, id);
        if (RefusesRisk(sample))
        {
            Assert.Throws<SurvivalDataException>(() => Concordance.Uno(sample.Time, sample.Event, sample.Risk));
            return;
        }

        if (item.GetProperty("r").GetProperty("uno").TryGetProperty("c", out var byR))
        {
            var result = Concordance.Uno(sample.Time, sample.Event, sample.Risk, options: ConcordanceOptions.RSurvival);
            Close.To(byR.Number(), result.ConcordanceIndex, "C of R");
        }
        var scikit = item.GetProperty("sksurv").GetProperty("uno");
        if (scikit.TryGetProperty("c", out var byScikit))
            Close.To(byScikit.Number(), AtEvent().ConcordanceIndex, "C of scikit-survival");
        else if (scikit.GetProperty("message").GetString()!.Contains("zero", StringComparison.Ordinal))
            Assert.Throws<SurvivalDataException>(() => AtEvent());
        else if (!sample.Risk.Any(double.IsInfinity))
            Assert.NotNull(AtEvent().UndefinedReason);

        ConcordanceResult AtEvent() => Concordance.Uno(sample.Time, sample.Event, sample.Risk, moment: CensoringMoment.AtEvent);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kaplan_Meier_agrees_with_R(string file, string id)
    {
        var (sample, item) = Open(file, id);
        if (RefusesTime(sample))
        {
            Assert.Throws<SurvivalDataException>(() => KaplanMeier.Fit(sample.Time, sample.Event));
            return;
        }

        var expected = item.GetProperty("r").GetProperty("km");
        var curve = KaplanMeier.Fit(TiedTimes.Merge(sample.Time), sample.Event);
        Close.To(expected.Numbers("time"), [.. curve.Times], "time");
        Close.To(expected.Numbers("n_risk"), [.. curve.AtRisk], "at risk");
        Close.To(expected.Numbers("n_event"), [.. curve.Events], "events");
        Close.To(expected.Numbers("surv"), [.. curve.Survival], "survival");
        Close.To(expected.Numbers("std_err_log"), [.. curve.LogVariance.Select(Math.Sqrt)], "standard error of the logarithm");
        Close.To(expected.Number("median"), curve.Median, "median");
        var log = curve.Interval(IntervalTransform.Log);
        Close.To(expected.Numbers("lower_log"), [.. log.Lower], "lower log");
        Close.To(expected.Numbers("upper_log"), [.. log.Upper], "upper log");
        // Before the first event R has no log-log interval; lifelines and scikit-survival have 1 to 1, as here.
        var logLog = curve.Interval(IntervalTransform.LogLog);
        Close.To(OneWhereSurvivalIsOne("lower_loglog"), [.. logLog.Lower], "lower log-log");
        Close.To(OneWhereSurvivalIsOne("upper_loglog"), [.. logLog.Upper], "upper log-log");

        var scikit = item.GetProperty("sksurv").GetProperty("km");
        var unmerged = KaplanMeier.Fit(sample.Time, sample.Event);
        Close.To(scikit.Numbers("time"), [.. unmerged.Times], "time of scikit-survival");
        Close.To(scikit.Numbers("surv"), [.. unmerged.Survival], "survival of scikit-survival");

        double[] OneWhereSurvivalIsOne(string name) => [.. expected.Numbers(name).Select((bound, k) => curve.Survival[k] == 1 ? 1 : bound)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Log_rank_agrees_with_R_or_is_undefined(string file, string id)
    {
        var (sample, item) = Open(file, id);
        var groups = item.GetProperty("input").Integers("group");
        if (RefusesTime(sample) || groups.Distinct().Count() < 2)
        {
            Assert.Throws<SurvivalDataException>(() => LogRank.Test(sample.Time, sample.Event, groups));
            return;
        }

        var expected = item.GetProperty("r").GetProperty("logrank");
        var result = LogRank.Test(TiedTimes.Merge(sample.Time), sample.Event, groups);
        if (!expected.TryGetProperty("chisq", out var chiSquare))
        {
            Assert.NotNull(result.UndefinedReason);
            return;
        }
        Close.To(chiSquare.Number(), result.ChiSquare, "chi-square");
        Close.To(expected.Numbers("observed"), [.. result.Groups.Select(group => group.Observed)], "observed");
        Close.To(expected.Numbers("expected"), [.. result.Groups.Select(group => group.Expected)], "expected");
        // R counts -1 degrees of freedom where there is no event.
        Assert.Equal(Math.Max(0, expected.Count("df")), result.DegreesOfFreedom);
        Assert.Equal(result.DegreesOfFreedom == 0, double.IsNaN(result.PValue));
    }

    private static void Equal(JsonElement byR, ConcordanceOptions options, RiskScoreSample sample)
    {
        // R refuses a single subject; here its index is undefined, as that of any sample without a comparable pair.
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, options);
        if (!byR.GetProperty("harrell").TryGetProperty("c", out var index))
        {
            Assert.NotNull(result.UndefinedReason);
            return;
        }
        Close.To(index.Number(), result.ConcordanceIndex, "C of R");
        Close.To(byR.GetProperty("harrell").Number("std_err"), result.StandardError, "standard error");
        Assert.Equal(
            byR.GetProperty("harrell").Integers("count").Select(count => (long)count),
            [result.Concordant, result.Discordant, result.TiedRisk, result.TiedEventTimes, result.TiedEventTimesAndRisks]);
    }

    private static bool RefusesTime(RiskScoreSample sample) => sample.Time.Length == 0 || sample.Time.Any(double.IsNaN);

    private static bool RefusesRisk(RiskScoreSample sample) => RefusesTime(sample) || sample.Risk.Any(double.IsNaN);

    private static (RiskScoreSample Sample, JsonElement Item) Open(string file, string id)
    {
        var item = Items(file).Single(item => Id(item) == id);
        return (new RiskScoreSample(item.GetProperty("input")), item);
    }

    private static IEnumerable<JsonElement> Items(string file) => SurvivalFixture.Open(file).Root.GetProperty("cases").EnumerateArray();

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}
