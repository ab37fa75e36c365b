namespace AdaMHF.Survival.Tests;

public class KaplanMeierTests
{
    [Fact]
    public void The_curve_is_the_product_over_event_times() => Properties.ForAllSamples(sample =>
    {
        var curve = KaplanMeier.Fit(sample.Time, sample.Event);
        Assert.Equal(sample.Time.Distinct().Order(), curve.Times);
        for (var k = 0; k < curve.Times.Length; k++)
        {
            var product = 1.0;
            foreach (var moment in sample.Time.Distinct().Where(time => time <= curve.Times[k]))
            {
                double atRisk = sample.Time.Count(time => time >= moment);
                product *= 1 - sample.Time.Where((time, i) => time == moment && sample.Event[i]).Count() / atRisk;
            }
            Close.To(product, curve.Survival[k], "survival");
        }
        Assert.Equal(sample.Count, curve.Events.Sum() + curve.Censored.Sum());
    });

    [Fact]
    public void The_curve_falls_from_at_most_1_to_at_least_0() => Properties.ForAllSamples(sample =>
    {
        var before = 1.0;
        foreach (var value in KaplanMeier.Fit(sample.Time, sample.Event).Survival)
        {
            Assert.InRange(value, 0, before);
            before = value;
        }
    });

    [Fact]
    public void Without_censoring_the_curve_is_the_share_of_survivors() => Properties.ForAllSamples(sample =>
    {
        var curve = KaplanMeier.Fit(sample.Time, [.. sample.Time.Select(_ => true)]);
        foreach (var moment in new[] { 0, 0.5, 3, 7.9, 100 })
            Close.To(sample.Time.Count(time => time > moment) / (double)sample.Count, curve.SurvivalAt(moment), $"survival at {moment}");
    });

    [Fact]
    public void Without_censoring_the_plain_interval_is_the_binomial_one()
    {
        var curve = KaplanMeier.Fit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [.. Enumerable.Repeat(true, 10)]);
        var band = curve.Interval(IntervalTransform.Plain, 0.9);
        // 6 of 10 survive time 4.
        var halfWidth = 1.6448536269514722 * Math.Sqrt(0.6 * 0.4 / 10);
        Close.To(0.6 - halfWidth, band.Lower[3], "lower bound");
        Close.To(0.6 + halfWidth, band.Upper[3], "upper bound");
        Close.To(Math.Sqrt(0.6 * 0.4 / 10), curve.StandardErrors()[3], "standard error");
    }

    [Fact]
    public void The_curve_holds_its_value_from_one_jump_to_the_next()
    {
        var curve = KaplanMeier.Fit([2, 4], [true, true]);
        Assert.Equal([1, 1, 0.5, 0.5, 0, 0], new[] { 0, 1.999, 2, 3.999, 4, 1e9 }.Select(curve.SurvivalAt));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.SurvivalAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.SurvivalAt(double.NaN));
    }

    [Fact]
    public void A_median_that_is_not_reached_is_undefined()
    {
        var curve = KaplanMeier.Fit([1, 2, 3], [true, false, false]);
        Assert.True(double.IsNaN(curve.Median));
        Assert.Equal(1, curve.Quantile(0.3));
    }

    [Fact]
    public void On_a_flat_part_the_rules_differ()
    {
        var curve = KaplanMeier.Fit([1, 2, 5, 6], [true, true, true, true]);
        Assert.Equal(3.5, curve.Median);
        Assert.Equal(2, curve.Quantile(0.5, QuantileRule.FirstCrossing));
    }

    [Fact]
    public void Without_censoring_the_restricted_mean_is_the_mean_of_the_restricted_times() => Properties.ForAllSamples(sample =>
    {
        var curve = KaplanMeier.Fit(sample.Time, [.. sample.Time.Select(_ => true)]);
        double[] restricted = [.. sample.Time.Select(time => Math.Min(time, 5))];
        var mean = restricted.Average();
        var result = curve.RestrictedMean(5);
        Close.To(mean, result.Mean, "mean");
        // For uncensored data the estimated error is that of a plain mean.
        Assert.Equal(Math.Sqrt(restricted.Sum(time => (time - mean) * (time - mean))) / sample.Count, result.StandardError, 1e-9);
    });

    [Fact]
    public void A_horizon_beyond_the_follow_up_is_refused_unless_nobody_is_left()
    {
        Assert.Equal(1.5, KaplanMeier.Fit([1, 2], [true, true]).RestrictedMean(9).Mean);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => KaplanMeier.Fit([1, 2], [true, false]).RestrictedMean(9));
        Assert.Contains("horizon is 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("largest observed time 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_and_log_log_intervals_hold_the_curve_and_stay_within_0_and_1() => Properties.ForAllSamples(sample =>
    {
        var curve = KaplanMeier.Fit(sample.Time, sample.Event);
        foreach (var transform in Enum.GetValues<IntervalTransform>())
        {
            var band = curve.Interval(transform);
            for (var k = 0; k < curve.Times.Length; k++)
            {
                double lower = band.Lower[k], survival = curve.Survival[k], upper = band.Upper[k];
                if (survival == 0) Assert.True(double.IsNaN(lower) && double.IsNaN(upper));
                else Assert.True(lower >= 0 && lower <= survival && survival <= upper && upper <= 1);
            }
        }
    });
}
