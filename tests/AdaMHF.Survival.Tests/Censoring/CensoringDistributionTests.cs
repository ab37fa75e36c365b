namespace AdaMHF.Survival.Tests;

public class CensoringDistributionTests
{
    [Fact]
    public void Survival_times_censoring_times_subjects_is_the_number_at_risk() => Properties.ForAllSamples(sample =>
    {
        var survival = KaplanMeier.Fit(sample.Time, sample.Event);
        var censoring = CensoringDistribution.Fit(sample.Time, sample.Event);
        for (var k = 1; k < survival.Times.Length; k++)
        {
            var product = sample.Count * survival.Survival[k - 1] * censoring.Before(survival.Times[k]);
            Close.To(survival.AtRisk[k], product, "number at risk");
        }
    });

    [Fact]
    public void The_naive_estimate_is_Kaplan_Meier_with_the_flags_inverted() => Properties.ForAllSamples(sample =>
    {
        var naive = CensoringDistribution.Fit(sample.Time, sample.Event, CensoringTies.Naive);
        var inverted = KaplanMeier.Fit(sample.Time, [.. sample.Event.Select(flag => !flag)]);
        Close.To([.. inverted.Survival], [.. naive.Survival], "survival");
    });

    [Fact]
    public void Ties_of_events_and_censorings_tell_the_two_estimates_apart()
    {
        double[] time = [2, 2, 3];
        bool[] observed = [true, false, true];
        Assert.Equal(0.5, CensoringDistribution.Fit(time, observed).At(2));
        Assert.Equal(2.0 / 3, CensoringDistribution.Fit(time, observed, CensoringTies.Naive).At(2), 1e-15);
        Assert.Equal(1, CensoringDistribution.Fit(time, observed).Before(2));
    }

    [Fact]
    public void Beyond_the_sample_the_probability_is_unknown_unless_it_cannot_change()
    {
        Assert.True(double.IsNaN(CensoringDistribution.Fit([1, 2], [false, true]).At(3)));
        Assert.Equal(1, CensoringDistribution.Fit([1, 2], [true, true]).At(3));
        Assert.Equal(0, CensoringDistribution.Fit([1, 2], [true, false]).At(3));
    }
}
