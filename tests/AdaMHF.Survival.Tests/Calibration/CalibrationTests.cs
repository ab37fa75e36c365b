namespace AdaMHF.Survival.Tests;

public class CalibrationTests
{
    [Fact]
    public void Events_fall_into_their_bin_and_the_censored_below()
    {
        var result = DCalibration.Test([0.15, 0.9, 0.25, 0, 1], [true, true, false, false, true]);
        Close.To([1 + 0.4, 1 + 0.4, 0.2, 0, 0, 0, 0, 0, 0, 2], [.. result.Bins], "bins");
        Assert.Equal(9, result.DegreesOfFreedom);
    }

    [Fact]
    public void Every_subject_counts_once() => Properties.ForAllSamples(sample =>
    {
        double[] own = [.. sample.Time.Select(time => Math.Min(1, time / 7.3))];
        foreach (var bins in new[] { 2, 3, 10 }) Close.To(sample.Count, DCalibration.Test(own, sample.Event, bins).Bins.Sum(), "sum");
    });

    [Fact]
    public void Bin_edges_belong_to_the_bin_above()
    {
        double[] edges = [.. Enumerable.Range(0, 100).Select(k => k / 100.0)];
        var result = DCalibration.Test(edges, [.. edges.Select(_ => true)], 100);
        Assert.All(result.Bins, count => Assert.Equal(1, count));

        double[] justBelow = [.. edges[1..].Select(Math.BitDecrement)];
        Assert.Equal([.. Enumerable.Repeat(1.0, 99), 0], DCalibration.Test(justBelow, [.. justBelow.Select(_ => true)], 100).Bins);
    }

    [Fact]
    public void The_true_curve_passes_and_a_wrong_one_fails()
    {
        var simulated = new Simulated(5000, [0], seed: 4);
        Assert.True(DCalibration.Test([.. simulated.Time.Select(time => Math.Exp(-time))], simulated.Event).PValue > 0.01);
        Assert.True(DCalibration.Test([.. simulated.Time.Select(time => Math.Exp(-1.5 * time))], simulated.Event).PValue < 1e-6);
    }

    [Fact]
    public void One_group_at_a_horizon_is_Kaplan_Meier() => Properties.ForAllSamples(sample =>
    {
        double[] predicted = [.. Enumerable.Range(0, sample.Count).Select(i => i / 40.0)];
        var group = Assert.Single(HorizonCalibration.Compute(sample.Time, sample.Event, predicted, 3, groups: 1));
        Close.To(predicted.Average(), group.Predicted, "predicted");
        var curve = KaplanMeier.Fit(sample.Time, sample.Event);
        var isKnown = curve.Times[^1] >= 3 || curve.Survival[^1] == 0;
        Close.To(isKnown ? curve.SurvivalAt(3) : double.NaN, group.Observed, "observed");
    });

    [Fact]
    public void Groups_follow_the_prediction_and_keep_ties_together()
    {
        double[] predicted = [0.9, 0.1, 0.5, 0.5, 0.5, 0.2];
        double[] time = [9, 1, 5, 6, 4, 2];
        var groups = HorizonCalibration.Compute(time, [.. time.Select(_ => true)], predicted, 3, groups: 3);
        Assert.Equal([2, 3, 1], groups.Select(group => group.Subjects));
        Close.To([0.15, 0.5, 0.9], [.. groups.Select(group => group.Predicted)], "predicted");
        Assert.Equal([0, 1, 1], groups.Select(group => group.Observed));
    }

    [Fact]
    public void A_calibrated_prediction_lies_on_the_diagonal()
    {
        var simulated = new Simulated(20_000, [1], seed: 8);
        double[] predicted = [.. simulated.Time.Select((_, i) => Math.Exp(-0.2 * Math.Exp(simulated.Covariates[i, 0])))];
        var groups = HorizonCalibration.Compute(simulated.Time, simulated.Event, predicted, 0.2);
        Assert.Equal(10, groups.Length);
        Assert.All(groups, group => Assert.Equal(group.Predicted, group.Observed, 0.05));
        Assert.True(groups[^1].Observed - groups[0].Observed > 0.3);
    }
}
