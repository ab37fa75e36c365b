using System.Collections.Immutable;

namespace AdaMHF.Survival.Tests;

public class DiscreteHazardRegressionTests
{
    private static readonly double[] Time = [1, 3, 2, 6, 4, 8, 5, 7, 9, 2.5, 3.5, 6.5, 1.5, 8.5, 5.5, 4.5];
    private static readonly bool[] Observed =
        [true, true, false, true, true, false, true, true, false, true, false, true, true, true, false, true];

    private static readonly double[,] Covariates =
    {
        { 0.5, 1 }, { -1, 0 }, { 0.3, 0 }, { -0.7, 1 }, { 1.2, 1 }, { -0.4, 0 }, { 0.1, 1 }, { -1.3, 0 },
        { -0.2, 1 }, { 0.9, 1 }, { 0.4, 0 }, { -0.6, 0 }, { 1.5, 0 }, { 0.2, 1 }, { -0.9, 1 }, { 0.7, 0 },
    };

    private static readonly TimeBins Bins = TimeBins.FromEdges([0, 2, 4, 6, double.PositiveInfinity]);

    /// <summary>R: glm(event ~ factor(bin) + x + z - 1, binomial) over one row per subject and bin at risk.</summary>
    [Fact]
    public void The_fit_is_R_s_logistic_regression_over_subjects_and_bins()
    {
        var model = DiscreteHazardRegression.Fit(Time, Observed, Covariates, Bins);
        Assert.True(model.Converged);
        Assert.Equal(1.423318014175353, model.Coefficients[0], 7);
        Assert.Equal(-0.304785758990994, model.Coefficients[1], 7);
        Assert.Equal(-18.9405401833672, model.LogLikelihood, 10);
        double[] expected = [0.116338826946110, 0.169672586350263, 0.427462296598357, 0.866799150039640];
        Assert.All(model.Hazards([0.4, 1]).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 7));
    }

    [Fact]
    public void A_ridge_penalty_is_at_its_maximum_and_shrinks()
    {
        const double Ridge = 2;
        var model = DiscreteHazardRegression.Fit(Time, Observed, Covariates, Bins, new() { Ridge = Ridge });
        Assert.True(Math.Abs(model.Coefficients[0]) < 1.42);
        // Moving any parameter either way must lower likelihood less penalty; coefficients count per standard deviation.
        double[] deviations = [Deviation(0), Deviation(1)];
        var best = Height(model);
        foreach (var step in new[] { -1e-3, 1e-3 })
        {
            for (var k = 0; k < 4; k++) Assert.True(Height(model with { Intercepts = Moved(model.Intercepts, k, step) }) < best);
            for (var c = 0; c < 2; c++) Assert.True(Height(model with { Coefficients = Moved(model.Coefficients, c, step) }) < best);
        }

        static ImmutableArray<double> Moved(ImmutableArray<double> values, int position, double step) =>
            values.SetItem(position, values[position] + step);

        double Height(DiscreteHazardModel at)
        {
            var sum = 0.0;
            for (var i = 0; i < Time.Length; i++)
            {
                var hazards = at.Hazards([Covariates[i, 0], Covariates[i, 1]]);
                var last = Bins.IndexOf(Time[i]);
                for (var k = 0; k <= last; k++) sum += Math.Log(k == last && Observed[i] ? hazards[k] : 1 - hazards[k]);
            }
            return sum - Ridge / 2 * Enumerable.Range(0, 2).Sum(c => Math.Pow(at.Coefficients[c] * deviations[c], 2));
        }
    }

    [Fact]
    public void The_coefficients_of_simulated_patients_are_found()
    {
        // With narrow bins the odds ratio per bin is close to the hazard ratio.
        var sample = new Simulated(4000, [1.0, -0.5], seed: 3, longestFollowUp: 1.2);
        var bins = TimeBins.FromEventQuantiles(sample.Time, sample.Event, 60);
        var model = DiscreteHazardRegression.Fit(sample.Time, sample.Event, sample.Covariates, bins);
        Assert.Equal(1.0, model.Coefficients[0], 0.12);
        Assert.Equal(-0.5, model.Coefficients[1], 0.06);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused_or_said()
    {
        var noEvent = TimeBins.FromEdges([0, 0.5, 4, double.PositiveInfinity]);
        Assert.Contains(
            "Time bin 0, from 0 to 0.5, holds no event",
            Assert.Throws<SurvivalDataException>(() => DiscreteHazardRegression.Fit(Time, Observed, Covariates, noEvent)).Message,
            StringComparison.Ordinal);
        var oneBin = TimeBins.EqualWidth(3, 1);
        Assert.Throws<SurvivalDataException>(
            () => DiscreteHazardRegression.Fit([1, 2], [true, true], new double[,] { { 1 }, { double.NaN } }, oneBin));
        Assert.Throws<SurvivalDataException>(
            () => DiscreteHazardRegression.Fit([1, 2], [false, false], new double[,] { { 1 }, { 2 } }, oneBin));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => DiscreteHazardRegression.Fit(Time, Observed, Covariates, Bins, new() { Ridge = -1 }));

        // Everyone in the last bin dies there: its intercept has no maximum, and its hazard is still 1 to all purposes.
        var separated = DiscreteHazardRegression.Fit(
            [1, 2, 3, 4, 5, 6],
            [true, false, true, true, true, true],
            new double[,] { { 1 }, { 3 }, { 2 }, { 1 }, { 2 }, { 3 } },
            TimeBins.FromEdges([0, 3.5, 9]));
        Assert.All(separated.Hazards([2]), hazard => Assert.InRange(hazard, 0, 1));
        Assert.True(separated.Hazards([2])[1] > 0.999);
    }

    private static double Deviation(int column)
    {
        double[] values = [.. Enumerable.Range(0, Time.Length).Select(i => Covariates[i, column])];
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
