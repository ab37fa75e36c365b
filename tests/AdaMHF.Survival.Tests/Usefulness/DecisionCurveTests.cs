namespace AdaMHF.Survival.Tests;

public class DecisionCurveTests
{
    [Fact]
    public void Without_censoring_it_counts_true_and_false_positives()
    {
        double[] time = [1, 2, 3, 4, 5];
        bool[] observed = [true, true, true, true, true];
        var curve = DecisionCurve.Compute(time, observed, [0.9, 0.2, 0.7, 0.6, 0.1], horizon: 3, [0.5]);
        // Acted on: subjects 0, 2 and 3; two of them die by 3. Everyone: three of five.
        Assert.Equal((2 / 5.0) - (1 / 5.0 * 1), curve[0].Model, 1e-12);
        Assert.Equal((3 / 5.0) - (2 / 5.0 * 1), curve[0].All, 1e-12);
        Assert.Equal(0.6, curve[0].Acted, 1e-12);
    }

    [Fact]
    public void Nobody_above_the_threshold_has_no_benefit_and_no_harm()
    {
        var point = DecisionCurve.Compute([1, 2], [true, true], [0.1, 0.2], horizon: 1.5, [0.5])[0];
        Assert.Equal((0, 0), (point.Model, point.Acted));
    }

    [Fact]
    public void A_follow_up_that_ends_before_the_horizon_is_undefined_with_a_reason()
    {
        var point = DecisionCurve.Compute([1, 2, 9], [true, false, true], [0.9, 0.9, 0.1], horizon: 5, [0.5])[0];
        Assert.True(double.IsNaN(point.Model));
        Assert.False(double.IsNaN(point.All));
        Assert.Contains("acted upon", point.UndefinedReason, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => DecisionCurve.Compute([1], [true], [0.5], 1, [1.0]));
    }

    [Fact]
    public void The_difference_of_restricted_means_is_that_of_the_areas()
    {
        var first = KaplanMeier.Fit([2, 4, 6], [true, true, true]);
        var second = KaplanMeier.Fit([1, 2, 6], [true, true, true]);
        var difference = RestrictedMeanDifference.Between(first, second, horizon: 6);
        Assert.Equal(((2 + 4 + 6) / 3.0) - ((1 + 2 + 6) / 3.0), difference.Difference, 1e-12);
        Assert.True(difference.LowerBound < difference.Difference && difference.Difference < difference.UpperBound);
    }
}
