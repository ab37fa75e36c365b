namespace AdaMHF.Survival.Tests;

public class WeightTests
{
    [Fact]
    public void A_weight_counts_as_so_many_subjects_in_the_concordance() => Properties.ForAllSamples(sample =>
    {
        double[] weight = [.. Enumerable.Range(0, sample.Count).Select(i => 1 + (i * 7 + sample.Count) % 3)];
        var repeated = Repeat(sample, weight);
        foreach (var options in new[] { ConcordanceOptions.ScikitSurvival, ConcordanceOptions.RSurvival, new() { Truncation = 4 } })
        {
            var weighted = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, options, weight);
            var expected = Concordance.Harrell(repeated.Time, repeated.Event, repeated.Risk, options);
            Close.To(expected.ConcordanceIndex, weighted.ConcordanceIndex, "C");
            Close.To(expected.StandardError, weighted.StandardError, "standard error");
            Close.To(expected.Concordant, weighted.ConcordantWeight, "concordant");
            Close.To(expected.Discordant, weighted.DiscordantWeight, "discordant");
            Close.To(expected.TiedRisk, weighted.TiedRiskWeight, "tied");
            Assert.Equal(
                Concordance.Harrell(sample.Time, sample.Event, sample.Risk, options).ComparablePairs, weighted.ComparablePairs);
        }
    });

    [Fact]
    public void A_weight_counts_as_so_many_subjects_in_the_survival_curve() => Properties.ForAllSamples(sample =>
    {
        double[] weight = [.. Enumerable.Range(0, sample.Count).Select(i => 1 + (i * 5 + sample.Count) % 4)];
        var repeated = Repeat(sample, weight);
        var weighted = KaplanMeier.Fit(sample.Time, sample.Event, weight);
        var expected = KaplanMeier.Fit(repeated.Time, repeated.Event);
        Assert.Equal(expected.Times, weighted.Times);
        Assert.Equal(expected.AtRisk, weighted.AtRisk);
        Assert.Equal(expected.Events, weighted.Events);
        Assert.Equal(expected.Censored, weighted.Censored);
        Assert.Equal(expected.Survival, weighted.Survival);
        Assert.Equal(expected.LogVariance, weighted.LogVariance);
    });

    [Fact]
    public void Only_the_ratio_of_weights_moves_the_index_and_the_curve() => Properties.ForAllSamples(sample =>
    {
        double[] weight = [.. Enumerable.Range(0, sample.Count).Select(i => 0.3 + i % 5)];
        double[] scaled = [.. weight.Select(value => value * 8)];
        Close.To(
            Concordance.Harrell(sample.Time, sample.Event, sample.Risk, null, weight).ConcordanceIndex,
            Concordance.Harrell(sample.Time, sample.Event, sample.Risk, null, scaled).ConcordanceIndex,
            "C");
        Assert.Equal(
            KaplanMeier.Fit(sample.Time, sample.Event, weight).Survival,
            KaplanMeier.Fit(sample.Time, sample.Event, scaled).Survival);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_must_be_finite_and_above_zero(double bad)
    {
        foreach (var entry in new Action<double[]>[]
        {
            weight => Concordance.Harrell([1, 2], [true, false], [2, 1], null, weight),
            weight => KaplanMeier.Fit([1, 2], [true, false], weight),
        })
        {
            var error = Assert.Throws<SurvivalDataException>(() => entry([1, bad]));
            Assert.Equal(("weight", 1), (error.ParamName, error.Index));
            Assert.Throws<SurvivalDataException>(() => entry([1]));
        }
    }

    private static Sample Repeat(Sample sample, double[] weight)
    {
        int[] rows = [.. Enumerable.Range(0, sample.Count).SelectMany(i => Enumerable.Repeat(i, (int)weight[i]))];
        return new([.. rows.Select(i => sample.Time[i])], [.. rows.Select(i => sample.Event[i])], [.. rows.Select(i => sample.Risk[i])]);
    }
}
