namespace AdaMHF.Survival.Tests;

public class DiscreteHazardsTests
{
    private static readonly TimeBins Bins = TimeBins.FromEdges([0, 10, 20, 40, 60]);
    private static readonly double[] Hazards = [0.1, 0.2, 0.5, 0.25];

    [Fact]
    public void Survival_is_the_product_and_risk_minus_its_sum()
    {
        double[] expected = [0.9, 0.72, 0.36, 0.27];
        Close.To(expected, DiscreteHazards.Survival(Hazards), "survival");
        Close.To(-2.25, DiscreteHazards.Risk(Hazards), "risk");
    }

    [Fact]
    public void A_larger_hazard_in_any_bin_is_a_larger_risk()
    {
        for (var k = 0; k < Hazards.Length; k++)
        {
            double[] worse = [.. Hazards];
            worse[k] += 0.1;
            Assert.True(DiscreteHazards.Risk(worse) > DiscreteHazards.Risk(Hazards));
        }
    }

    [Fact]
    public void Expected_time_is_the_area_under_the_curve()
    {
        const double Step = 0.01;
        var area = 0.0;
        for (var time = Step / 2; time < 60; time += Step) area += Step * DiscreteHazards.SurvivalAt(Hazards, Bins, time, 60);
        Assert.Equal(area, DiscreteHazards.ExpectedTime(Hazards, Bins, 60), 1e-6);
    }

    [Fact]
    public void Constant_hazards_on_narrow_bins_approach_exponential_lives()
    {
        const int Count = 2000;
        const double Width = 0.01;
        double[] edges = [.. Enumerable.Range(0, Count + 1).Select(k => k * Width)];
        double[] hazards = [.. Enumerable.Repeat(1 - Math.Exp(-0.5 * Width), Count)];
        var bins = TimeBins.FromEdges(edges);
        Assert.Equal(2, DiscreteHazards.ExpectedTime(hazards, bins, edges[^1]), 1e-3);
        Assert.Equal(Math.Log(2) / 0.5, DiscreteHazards.MedianTime(hazards, bins, edges[^1]), 1e-5);
        Assert.Equal(Math.Exp(-0.5 * 3.1415), DiscreteHazards.SurvivalAt(hazards, bins, 3.1415, edges[^1]), 1e-5);
    }

    [Fact]
    public void Median_lies_where_the_curve_is_one_half()
    {
        var median = DiscreteHazards.MedianTime(Hazards, Bins, 60);
        Close.To(0.5, DiscreteHazards.SurvivalAt(Hazards, Bins, median, 60), "survival at the median");
        Assert.True(double.IsNaN(DiscreteHazards.MedianTime([0.1, 0.1, 0.1, 0.1], Bins, 60)));
    }

    [Fact]
    public void Certain_survival_and_certain_death_are_the_ends()
    {
        Assert.Equal(60, DiscreteHazards.ExpectedTime([0, 0, 0, 0], Bins, 60));
        Assert.Equal(-4, DiscreteHazards.Risk([0, 0, 0, 0]));
        Assert.Equal(0, DiscreteHazards.Risk([1, 1, 1, 1]));
        Assert.Equal(5, DiscreteHazards.ExpectedTime([1, 1, 1, 1], Bins, 60));
    }

    [Fact]
    public void Hazards_that_are_none_or_do_not_fit_are_refused()
    {
        var error = Assert.Throws<SurvivalDataException>(() => DiscreteHazards.Survival([0.1, 1.5]));
        Assert.Equal(1, error.Index);
        Assert.Contains("hazards[1] is 1.5: expected a probability", error.Message, StringComparison.Ordinal);
        Assert.Throws<SurvivalDataException>(() => DiscreteHazards.Risk([]));
        var length = Assert.Throws<SurvivalDataException>(() => DiscreteHazards.ExpectedTime([0.1], Bins, 60));
        Assert.Contains("4 time bins", length.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteHazards.ExpectedTime(Hazards, Bins, 40));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteHazards.SurvivalAt(Hazards, Bins, 61, 60));
    }
}
