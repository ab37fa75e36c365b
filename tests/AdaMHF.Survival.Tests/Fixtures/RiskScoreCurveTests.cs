using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Against survfit() of R survival: Kaplan-Meier, quantiles, Nelson-Aalen, censoring, restricted mean.</summary>
[Trait("Category", "Fixtures")]
public class RiskScoreCurveTests
{
    public static TheoryData<string> Files() => SurvivalFixture.OfKind("risk_score");

    [Theory]
    [MemberData(nameof(Files))]
    public void Kaplan_Meier_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "km");
        var curve = KaplanMeier.Fit(TiedTimes.Merge(sample.Time), sample.Event);
        Assert.Equal(expected.Count("n_times"), curve.Times.Length);
        int[] rows = expected.GetProperty("subset").GetBoolean() ? expected.Integers("row") : [.. Enumerable.Range(0, curve.Times.Length)];

        Equal("time", curve.Times);
        Equal("n_risk", curve.AtRisk.Select(count => (double)count));
        Equal("n_event", curve.Events.Select(count => (double)count));
        Equal("n_censor", curve.Censored.Select(count => (double)count));
        Equal("surv", curve.Survival);
        // R has no number where the curve is 0; the variance of its logarithm is infinite there.
        Equal("std_err_log", curve.LogVariance.Select(variance => double.IsInfinity(variance) ? double.NaN : Math.Sqrt(variance)));
        Equal("var_greenwood", curve.StandardErrors().Select(error => error * error));
        EqualBand("log", IntervalTransform.Log);
        EqualBand("loglog", IntervalTransform.LogLog);
        EqualBand("plain", IntervalTransform.Plain);

        void Equal(string name, IEnumerable<double> actual)
        {
            double[] all = [.. actual];
            Close.To(expected.Numbers(name), [.. rows.Select(row => all[row])], name);
        }

        void EqualBand(string name, IntervalTransform transform)
        {
            var band = curve.Interval(transform);
            // Before the first event R has no log-log interval.
            var isMissing = transform == IntervalTransform.LogLog;
            Equal($"lower_{name}", band.Lower.Select((bound, k) => isMissing && curve.Survival[k] == 1 ? double.NaN : bound));
            Equal($"upper_{name}", band.Upper.Select((bound, k) => isMissing && curve.Survival[k] == 1 ? double.NaN : bound));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Quantiles_agree_with_R(string file)
    {
        var (sample, expected) = Open(file, "quantiles");
        var curve = KaplanMeier.Fit(TiedTimes.Merge(sample.Time), sample.Event);
        var shares = expected.Numbers("p");
        Equal("time", share => curve.Quantile(share));
        Equal("first_crossing", share => curve.Quantile(share, QuantileRule.FirstCrossing));
        Equal("lower_log", share => curve.QuantileInterval(share, IntervalTransform.Log).Lower);
        Equal("upper_log", share => curve.QuantileInterval(share, IntervalTransform.Log).Upper);
        Equal("lower_loglog", share => curve.QuantileInterval(share).Lower);
        Equal("upper_loglog", share => curve.QuantileInterval(share).Upper);

        void Equal(string name, Func<double, double> actual) => Close.To(expected.Numbers(name), [.. shares.Select(actual)], name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Medians_of_two_groups_agree_with_R(string file)
    {
        var (sample, expected) = Open(file, "group2_median");
        var labels = sample.Labels("group2");
        var curves = labels.Distinct().Order().Select(Curve).ToArray();
        Close.To(expected.Numbers("median"), [.. curves.Select(curve => curve.Median)], "median");
        Close.To(expected.Numbers("lower"), [.. curves.Select(curve => curve.QuantileInterval(0.5, IntervalTransform.Log).Lower)], "lower");
        Close.To(expected.Numbers("upper"), [.. curves.Select(curve => curve.QuantileInterval(0.5, IntervalTransform.Log).Upper)], "upper");

        KaplanMeierCurve Curve(int label) => KaplanMeier.Fit(
            [.. sample.Time.Where((_, i) => labels[i] == label)], [.. sample.Event.Where((_, i) => labels[i] == label)]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nelson_Aalen_agrees_with_R(string file)
    {
        var (sample, expected) = Open(file, "nelson_aalen");
        var times = TiedTimes.Merge(sample.Time);
        foreach (var (ties, suffix) in new[] { (HazardTies.Together, ""), (HazardTies.OneByOne, "_fh2") })
        {
            var curve = NelsonAalen.Fit(times, sample.Event, ties);
            var wanted = expected.Numbers("time");
            Close.To(expected.Numbers($"cumhaz{suffix}"), [.. wanted.Select(curve.At)], "hazard");
            Close.To(
                expected.Numbers($"std_err{suffix}"),
                [.. wanted.Select(time => Math.Sqrt(curve.Variance[curve.Times.IndexOf(time)]))],
                "standard error");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Censoring_distributions_agree_with_R(string file)
    {
        var (sample, expected) = Open(file, "censoring_km");
        var times = TiedTimes.Merge(sample.Time);
        var wanted = expected.Numbers("time");
        var eventsFirst = CensoringDistribution.Fit(times, sample.Event);
        var naive = CensoringDistribution.Fit(times, sample.Event, CensoringTies.Naive);
        Close.To(expected.Numbers("surv_events_first"), [.. wanted.Select(eventsFirst.At)], "events first");
        Close.To(expected.Numbers("surv_naive"), [.. wanted.Select(naive.At)], "naive");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Restricted_means_agree_with_R(string file)
    {
        var (sample, expected) = Open(file, "rmst");
        var curve = KaplanMeier.Fit(TiedTimes.Merge(sample.Time), sample.Event);
        foreach (var item in expected.EnumerateArray())
        {
            var mean = curve.RestrictedMean(item.Number("tau"));
            Close.To(item.Number("rmst"), mean.Mean, "mean");
            Close.To(item.Number("std_err"), mean.StandardError, "standard error");
        }
    }

    private static (RiskScoreSample Sample, JsonElement Expected) Open(string file, string section)
    {
        var fixture = SurvivalFixture.Open(file);
        return (new RiskScoreSample(fixture.Input), fixture.Expected.GetProperty(section));
    }
}
