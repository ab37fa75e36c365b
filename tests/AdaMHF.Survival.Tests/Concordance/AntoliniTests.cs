namespace AdaMHF.Survival.Tests;

public class AntoliniTests
{
    [Fact]
    public void Curves_that_never_cross_give_Harrells_index() => Properties.ForAllSamplesWithClearRisks(sample =>
    {
        double[] grid = [0, 1, 2, 3, 4, 5, 6, 7, 8];
        // Distinct risks, so that no two curves tie.
        double[] risk = [.. sample.Risk.Select((value, i) => value + i / 100.0)];
        var survival = new double[sample.Count, grid.Length];
        for (var i = 0; i < sample.Count; i++)
        {
            for (var k = 0; k < grid.Length; k++) survival[i, k] = Math.Exp(-(grid[k] + 1) / 50 * Math.Exp(risk[i] / 2));
        }
        var predictions = new SurvivalPredictions(grid, survival);
        var expected = Concordance.Harrell(sample.Time, sample.Event, risk).ConcordanceIndex;
        var antolini = AntoliniConcordance.Compute(sample.Time, sample.Event, predictions, AntoliniRule.Original);
        Close.To(expected, antolini.ConcordanceIndex, "C");
    });

    [Fact]
    public void Crossing_curves_are_compared_at_the_event()
    {
        // The first subject is predicted to be worse at its own event, but better at the end.
        var predictions = new SurvivalPredictions([1, 5], new[,] { { 0.5, 0.5 }, { 0.9, 0.1 } });
        Assert.Equal(1, AntoliniConcordance.Compute([2, 6], [true, false], predictions).ConcordanceIndex);
        Assert.Equal(0, AntoliniConcordance.Compute([5, 6], [true, false], predictions).ConcordanceIndex);
    }

    [Fact]
    public void Without_a_comparable_pair_the_index_is_undefined()
    {
        var predictions = new SurvivalPredictions([1], new[,] { { 0.5 }, { 0.5 } });
        Assert.True(double.IsNaN(AntoliniConcordance.Compute([1, 2], [false, true], predictions).ConcordanceIndex));
    }
}
