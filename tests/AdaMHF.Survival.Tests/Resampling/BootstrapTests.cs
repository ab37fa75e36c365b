namespace AdaMHF.Survival.Tests;

public class BootstrapTests
{
    [Fact]
    public void The_error_of_a_mean_is_that_of_theory_and_the_seed_decides_alone()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        double Mean(int[] drawn) => drawn.Average(subject => values[subject]);
        var result = Bootstrap.Run(values.Length, Mean, new() { Resamples = 4000, Seed = 3 });
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean))) / values.Length;
        Assert.Equal(error, result.StandardError, error * 0.05);
        Assert.Equal(mean - (1.96 * error), result.Percentile.Lower, error * 0.2);
        Assert.Equal(mean + (1.96 * error), result.BiasCorrected.Upper, error * 0.2);
        Assert.Equal(result, Bootstrap.Run(values.Length, Mean, new() { Resamples = 4000, Seed = 3 }));
        Assert.NotEqual(result.Percentile, Bootstrap.Run(values.Length, Mean, new() { Resamples = 4000, Seed = 4 }).Percentile);
    }

    [Fact]
    public void Clusters_are_drawn_whole()
    {
        // Ten clusters of ten equal values: the error of the mean is that of ten numbers.
        double[] values = [.. Enumerable.Range(0, 100).Select(subject => (double)(subject / 10))];
        int[] cluster = [.. Enumerable.Range(0, 100).Select(subject => subject / 10)];
        double Mean(int[] drawn) => drawn.Average(subject => values[subject]);
        var clustered = Bootstrap.Run(100, Mean, new() { Resamples = 2000, Cluster = cluster });
        var alone = Bootstrap.Run(100, Mean, new() { Resamples = 2000 });
        Assert.Equal(Math.Sqrt(10), clustered.StandardError / alone.StandardError, 0.25);
    }

    [Fact]
    public void Resamples_in_which_the_statistic_is_undefined_are_counted_and_left_out()
    {
        var result = Bootstrap.Run(30, drawn => drawn.Contains(0) ? 1 + drawn.Average() : double.NaN, new() { Resamples = 500 });
        // One of thirty is missing from a resample with probability (29/30)^30 = 0.36.
        Assert.InRange(result.Undefined, 130, 235);
        Assert.True(double.IsFinite(result.Percentile.Lower));
        Assert.NotNull(Bootstrap.Run(30, _ => double.NaN).UndefinedReason);
        Assert.NotNull(Bootstrap.Run(30, drawn => drawn.Average(), new() { Cluster = new int[30] }).UndefinedReason);
        Assert.Throws<SurvivalDataException>(() => Bootstrap.Run(30, drawn => 0, new() { Cluster = [1, 2] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Run(30, drawn => 0, new() { Resamples = 5 }));
    }

    [Fact]
    public void The_interval_of_a_concordance_index_is_close_to_the_analytic_one()
    {
        var patients = new Simulated(300, [0.8, -0.5, 0.3], seed: 4);
        double[] risk = [.. Enumerable.Range(0, 300).Select(i => patients.Covariates[i, 0])];
        double C(int[] drawn) => Concordance.Harrell(
            Array.ConvertAll(drawn, i => patients.Time[i]), Array.ConvertAll(drawn, i => patients.Event[i]),
            Array.ConvertAll(drawn, i => risk[i])).ConcordanceIndex;
        var result = Bootstrap.Run(300, C, new() { Resamples = 500 });
        var analytic = Concordance.Harrell(patients.Time, patients.Event, risk);
        Assert.Equal(analytic.ConcordanceIndex, result.Estimate);
        Assert.Equal(analytic.StandardError, result.StandardError, analytic.StandardError * 0.12);
    }

    /// <summary>How often 95 % intervals cover the truth; the figures of the documentation come from here.</summary>
    [Theory(Explicit = true), Trait("Category", "Soak")]
    [InlineData(100)]
    [InlineData(400)]
    public void Intervals_cover_the_truth_as_often_as_they_say(int subjects)
    {
        const int Worlds = 400;
        var truth = ConcordanceOf(new Simulated(200_000, [0.8], seed: 99));
        int percentile = 0, corrected = 0, analytic = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var patients = new Simulated(subjects, [0.8], seed: world);
            double C(int[] drawn) => Concordance.Harrell(
                Array.ConvertAll(drawn, i => patients.Time[i]), Array.ConvertAll(drawn, i => patients.Event[i]),
                Array.ConvertAll(drawn, i => patients.Covariates[i, 0])).ConcordanceIndex;
            var result = Bootstrap.Run(subjects, C, new() { Resamples = 400, Seed = world });
            var exact = ResultOf(patients);
            if (result.Percentile.Lower <= truth && truth <= result.Percentile.Upper) percentile++;
            if (result.BiasCorrected.Lower <= truth && truth <= result.BiasCorrected.Upper) corrected++;
            if (exact.LowerBound <= truth && truth <= exact.UpperBound) analytic++;
        }
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{subjects} subjects, C {truth:F4}, covered by percentile {percentile / 4.0:F1} %, BCa {corrected / 4.0:F1} %, ")
            + FormattableString.Invariant($"analytic {analytic / 4.0:F1} %"));
        Assert.InRange(percentile / (double)Worlds, 0.92, 0.98);
        Assert.InRange(corrected / (double)Worlds, 0.92, 0.98);

        static ConcordanceResult ResultOf(Simulated patients) => Concordance.Harrell(
            patients.Time, patients.Event, [.. Enumerable.Range(0, patients.Time.Length).Select(i => patients.Covariates[i, 0])]);
        static double ConcordanceOf(Simulated patients) => ResultOf(patients).ConcordanceIndex;
    }
}
