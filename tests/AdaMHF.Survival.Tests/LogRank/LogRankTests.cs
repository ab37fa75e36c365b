namespace AdaMHF.Survival.Tests;

public class LogRankTests
{
    [Fact]
    public void Two_groups_follow_the_hypergeometric_formula() => Properties.ForAllSamples(sample =>
    {
        int[] group = Alternate(sample);
        if (group.Distinct().Count() < 2) return;
        foreach (var (weighting, weight) in Weightings())
        {
            var result = LogRank.Test(sample.Time, sample.Event, group, weighting);
            var (difference, variance) = ByFormula(sample, group, weight);
            if (variance < 1e-12)
            {
                Assert.NotNull(result.UndefinedReason);
                continue;
            }
            Close.To(difference * difference / variance, result.ChiSquare, weighting.Name);
            Close.To(variance, result.Covariance[0, 0], weighting.Name);
        }
    });

    [Fact]
    public void Labels_do_not_matter() => Properties.ForAllSamples(sample =>
    {
        int[] group = [.. Enumerable.Range(0, sample.Count).Select(i => i * 7 % 3)];
        if (group.Distinct().Count() < 2) return;
        var plain = LogRank.Test(sample.Time, sample.Event, group);
        var renamed = LogRank.Test(sample.Time, sample.Event, [.. group.Select(label => 100 - 10 * label)]);
        Close.To(plain.ChiSquare, renamed.ChiSquare, "chi-square", 1e-8);
        Assert.Equal(plain.Groups.Select(member => 100 - 10 * member.Label).Reverse(), renamed.Groups.Select(member => member.Label));
    });

    [Fact]
    public void One_stratum_is_no_stratum_and_weights_are_taken_within_strata() => Properties.ForAllSamples(sample =>
    {
        int[] group = Alternate(sample);
        if (group.Distinct().Count() < 2) return;
        var plain = LogRank.Test(sample.Time, sample.Event, group, LogRankWeighting.Peto);
        var one = LogRank.TestStratified(sample.Time, sample.Event, group, new int[sample.Count], LogRankWeighting.Peto);
        Close.To(plain.ChiSquare, one.ChiSquare, "one stratum");

        // The sample beside a copy of itself: everything doubles but the information about the hazard ratio, which doubles too.
        var twice = LogRank.TestStratified(
            [.. sample.Time, .. sample.Time], [.. sample.Event, .. sample.Event], [.. group, .. group],
            [.. new int[sample.Count], .. Enumerable.Repeat(1, sample.Count)], LogRankWeighting.Peto);
        Close.To(2 * plain.ChiSquare, twice.ChiSquare, "two equal strata");
    });

    [Fact]
    public void The_logarithm_of_p_survives_where_p_underflows()
    {
        const int PerGroup = 3000;
        double[] time = [.. Enumerable.Range(1, 2 * PerGroup).Select(i => (double)i)];
        bool[] observed = [.. time.Select(_ => true)];
        var result = LogRank.Test(time, observed, [.. time.Select(value => value > PerGroup ? 1 : 0)]);
        Assert.Equal(0, result.PValue);

        // Asymptotic series of the normal tail: with z^2 above 2000 four terms are exact to rounding.
        var square = result.ChiSquare;
        Assert.True(square > 2000);
        var series = 1 - 1 / square + 3 / (square * square) - 15 / (square * square * square);
        var log = Math.Log(2) - square / 2 - 0.5 * Math.Log(2 * Math.PI * square) + Math.Log(series);
        Close.To(log / Math.Log(10), result.Log10PValue, "log10 p", 1e-12);
    }

    [Fact]
    public void The_two_ways_to_the_logarithm_meet()
    {
        // Around the switch at 1e-200 the value must not jump.
        static double Log10(int events)
        {
            double[] time = [.. Enumerable.Range(1, 2 * events).Select(i => (double)i)];
            return LogRank.Test(time, [.. time.Select(_ => true)], [.. time.Select(value => value > events ? 1 : 0)]).Log10PValue;
        }
        double[] logs = [.. Enumerable.Range(0, 12).Select(step => Log10(340 + 5 * step))];
        Assert.True(logs[0] > -200 && logs[^1] < -200, $"{logs[0]} to {logs[^1]}");
        for (var i = 2; i < logs.Length; i++) Assert.Equal(logs[i - 1] - logs[i - 2], logs[i] - logs[i - 1], 0.02);
    }

    [Fact]
    public void A_single_group_is_refused()
    {
        var error = Assert.Throws<SurvivalDataException>(() => LogRank.Test([1, 2], [true, true], [4, 4]));
        Assert.Contains("All 2 subjects are in group 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_median_split_puts_the_median_into_the_high_group()
    {
        Assert.Equal([0, 1, 1], MedianSplit.HighRisk([1, 2, 3]));
        Assert.Equal([0, 0, 1, 1], MedianSplit.HighRisk([1, 2, 3, 4]));
        Assert.Equal([1, 1, 1, 0], MedianSplit.HighRisk([5, 5, 5, 4]));
        Assert.Throws<SurvivalDataException>(() => MedianSplit.HighRisk([1, double.NaN]));
    }

    private static int[] Alternate(Sample sample) => [.. Enumerable.Range(0, sample.Count).Select(i => i % 2)];

    private static IEnumerable<(LogRankWeighting Weighting, Func<double, double, double> Weight)> Weightings() =>
    [
        (LogRankWeighting.None, (_, _) => 1),
        (LogRankWeighting.Gehan, (_, atRisk) => atRisk),
        (LogRankWeighting.TaroneWare, (_, atRisk) => Math.Sqrt(atRisk)),
        (LogRankWeighting.Peto, (survival, _) => survival),
        (LogRankWeighting.FlemingHarrington(0.5, 2), (survival, _) => Math.Sqrt(survival) * (1 - survival) * (1 - survival)),
    ];

    private static (double Difference, double Variance) ByFormula(Sample sample, int[] group, Func<double, double, double> weight)
    {
        double difference = 0, variance = 0, survival = 1;
        foreach (var moment in sample.Time.Distinct().Order())
        {
            int[] atRisk = [.. Enumerable.Range(0, sample.Count).Where(i => sample.Time[i] >= moment)];
            int[] events = [.. atRisk.Where(i => sample.Time[i] == moment && sample.Event[i])];
            if (events.Length == 0) continue;
            double n = atRisk.Length, d = events.Length, first = atRisk.Count(i => group[i] == 0);
            var w = weight(survival, n);
            difference += w * (events.Count(i => group[i] == 0) - d * first / n);
            if (n > 1) variance += w * w * d * (first / n) * (1 - first / n) * (n - d) / (n - 1);
            survival *= 1 - d / n;
        }
        return (difference, variance);
    }

    [Fact]
    public void Groups_that_never_meet_are_tested_among_those_they_meet()
    {
        var sample = new Simulated(160, [0.4, -0.2], seed: 3, longestFollowUp: 0.6);
        // Groups 0 and 1 are in one hospital, 2 and 3 in the other, and 4 is alone in a third.
        int[] group = [.. Enumerable.Range(0, 160).Select(i => i < 140 ? i % 4 : 4)];
        int[] stratum = [.. group.Select(label => label / 2)];
        var together = LogRank.TestStratified(sample.Time, sample.Event, group, stratum);
        var apart = new[] { 0, 1 }.Select(hospital =>
        {
            int[] rows = [.. Enumerable.Range(0, 160).Where(i => stratum[i] == hospital)];
            return LogRank.Test(
                [.. rows.Select(i => sample.Time[i])], [.. rows.Select(i => sample.Event[i])], [.. rows.Select(i => group[i])]);
        }).ToArray();
        Assert.Equal(apart.Sum(test => test.ChiSquare), together.ChiSquare, 1e-9);
        Assert.Equal((2, null), (together.DegreesOfFreedom, together.UndefinedReason));
        // With two degrees of freedom the tail is exp(-x / 2).
        Assert.Equal(Math.Exp(-together.ChiSquare / 2), together.PValue, 1e-12);
    }
}
