namespace AdaMHF.Survival.Tests;

public class InputCheckTests
{
    private static readonly double[] Time = [1, 2, 3];
    private static readonly bool[] Observed = [true, false, true];
    private static readonly double[] Risk = [3, 2, 1];

    public static TheoryData<string, Action<double[], bool[]>> Entries() => new()
    {
        { "Harrell", (time, observed) => Concordance.Harrell(time, observed, Risk) },
        { "HarrellStratified", (time, observed) => Concordance.HarrellStratified(time, observed, Risk, [1, 1, 2]) },
        { "Compare", (time, observed) => Concordance.Compare(time, observed, Risk, Risk) },
        { "Uno", (time, observed) => Concordance.Uno(time, observed, Risk) },
        { "Peto", (time, observed) => Concordance.Peto(time, observed, Risk) },
        { "Antolini", (time, observed) => AntoliniConcordance.Compute(time, observed, Predictions) },
        { "KaplanMeier", (time, observed) => KaplanMeier.Fit(time, observed) },
        { "NelsonAalen", (time, observed) => NelsonAalen.Fit(time, observed) },
        { "CensoringDistribution", (time, observed) => CensoringDistribution.Fit(time, observed) },
        { "LogRank", (time, observed) => LogRank.Test(time, observed, [0, 1, 0]) },
        { "LogRankStratified", (time, observed) => LogRank.TestStratified(time, observed, [0, 1, 0], [0, 0, 0]) },
        { "Brier", (time, observed) => BrierScore.Compute(time, observed, Predictions) },
        { "DynamicAuc", (time, observed) => DynamicAuc.Compute(time, observed, Risk, [2]) },
        { "DynamicAuc of predictions", (time, observed) => DynamicAuc.Compute(time, observed, Predictions) },
        { "HorizonCalibration", (time, observed) => HorizonCalibration.Compute(time, observed, [0.1, 0.2, 0.3], 2) },
        { "TimeBins", (time, observed) => TimeBins.FromEventQuantiles(time, observed, 1) },
        { "CoxRegression", (time, observed) => CoxRegression.Fit(time, observed, new double[,] { { 1 }, { 3 }, { 2 } }) },
        { "CoxPartialLikelihood", (time, observed) => CoxPartialLikelihood.LogLikelihood(time, observed, Risk) },
        { "MartingaleResiduals", (time, observed) => CoxPartialLikelihood.MartingaleResiduals(time, observed, Risk) },
    };

    private static SurvivalPredictions Predictions => new([2], new[,] { { 0.5 }, { 0.6 }, { 0.7 } });

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_entry_takes_a_sound_sample_and_refuses_a_bad_one(string name, Action<double[], bool[]> entry)
    {
        Assert.NotEmpty(name);
        entry(Time, Observed);
        foreach (var bad in new[] { double.NaN, -0.5, double.PositiveInfinity })
        {
            var error = Assert.Throws<SurvivalDataException>(() => entry([1, bad, 3], Observed));
            Assert.Equal("time", error.ParamName);
            Assert.Equal(1, error.Index);
            var found = bad.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.StartsWith($"time[1] is {found}: expected a finite", error.Message, StringComparison.Ordinal);
        }
        var lengths = Assert.Throws<SurvivalDataException>(() => entry(Time, [true, false]));
        Assert.Contains("observed holds 2 values for 3 subjects", lengths.Message, StringComparison.Ordinal);
        Assert.Throws<SurvivalDataException>(() => entry([], []));
    }

    [Fact]
    public void Risks_must_be_as_many_and_numbers()
    {
        Assert.Contains(
            "risk holds 1 values for 3 subjects",
            Assert.Throws<SurvivalDataException>(() => Concordance.Harrell(Time, Observed, [1])).Message,
            StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<SurvivalDataException>(() => Concordance.Harrell(Time, Observed, [1, 2, double.NaN])).Index);
        var second = Assert.Throws<SurvivalDataException>(() => Concordance.Compare(Time, Observed, Risk, [1, double.NaN, 2]));
        Assert.Equal("second", second.ParamName);
        Assert.Equal(1, Concordance.Harrell(Time, Observed, [double.PositiveInfinity, 0, double.NegativeInfinity]).ConcordanceIndex);
        double[] allInfinite = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];
        Assert.Equal(0.5, Concordance.Harrell(Time, Observed, allInfinite).ConcordanceIndex);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        ConcordanceOptions[] wrong = [new() { RiskTolerance = -1 }, new() { Truncation = double.NaN }, new() { ConfidenceLevel = 95 }];
        foreach (var options in wrong)
            Assert.Throws<ArgumentOutOfRangeException>(() => Concordance.Harrell(Time, Observed, Risk, options));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogRankWeighting.FlemingHarrington(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KaplanMeier.Fit(Time, Observed).Quantile(1));
    }

    [Fact]
    public void Evaluation_times_must_rise_within_the_follow_up()
    {
        Assert.Contains(
            "from 1 to below 3",
            Assert.Throws<SurvivalDataException>(() => DynamicAuc.Compute(Time, Observed, Risk, [2, 3])).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, Assert.Throws<SurvivalDataException>(() => DynamicAuc.Compute(Time, Observed, Risk, [0.5])).Index);
        Assert.Equal(1, Assert.Throws<SurvivalDataException>(() => DynamicAuc.Compute(Time, Observed, Risk, [2, 2])).Index);
    }

    [Fact]
    public void Predictions_must_be_a_table_of_probabilities()
    {
        Assert.Contains(
            "survival[1, 0] is 1.2",
            Assert.Throws<SurvivalDataException>(() => new SurvivalPredictions([1], new[,] { { 0.5 }, { 1.2 } })).Message,
            StringComparison.Ordinal);
        Assert.Throws<SurvivalDataException>(() => new SurvivalPredictions([1, 2], new[,] { { 0.5 } }));
        Assert.Throws<SurvivalDataException>(() => new SurvivalPredictions([2, 1], new[,] { { 0.5, 0.5 } }));
        Assert.Throws<SurvivalDataException>(() => BrierScore.Compute(Time, Observed, new SurvivalPredictions([2], new[,] { { 0.5 } })));
    }

    [Fact]
    public void Predictions_are_step_curves_and_cannot_be_changed_from_outside()
    {
        double[,] table = { { 0.9, 0.4 } };
        var predictions = new SurvivalPredictions([1, 3], table);
        table[0, 0] = 0;
        Assert.Equal([1, 0.9, 0.9, 0.4, 0.4], new[] { 0.5, 1, 2.9, 3, 9 }.Select(time => predictions.At(0, time)));
    }

    [Fact]
    public void Linear_curves_run_straight_from_one_through_their_values()
    {
        var linear = new SurvivalPredictions([2, 4], new[,] { { 0.8, 0.4 } }, CurveShape.Linear);
        double[] expected = [1, 0.9, 0.8, 0.6, 0.4, 0.4];
        double[] times = [0, 1, 2, 3, 4, 9];
        for (var k = 0; k < times.Length; k++) Assert.Equal(expected[k], linear.At(0, times[k]), 12);
        var read = linear.ReadAt([1, 3]);
        Assert.Equal((0.9, 0.6), (read[0, 0], Math.Round(read[0, 1], 12)));

        // The exponential curve is on or below the chord from time 0, and within a bin it is nearly straight: finer times come closer.
        static double Distance(double width)
        {
            double[] grid = [.. Enumerable.Range(1, (int)(4 / width)).Select(k => k * width)];
            var survival = new double[1, grid.Length];
            for (var k = 0; k < grid.Length; k++) survival[0, k] = Math.Exp(-grid[k]);
            var curve = new SurvivalPredictions(grid, survival, CurveShape.Linear);
            return Enumerable.Range(0, 40).Max(k => Math.Abs(curve.At(0, k / 10.0) - Math.Exp(-k / 10.0)));
        }
        Assert.InRange(Distance(0.5), 0, 0.5 * 0.5 / 8);
        Assert.InRange(Distance(0.1), 0, 0.1 * 0.1 / 8);
    }

    [Fact]
    public void Times_that_differ_by_rounding_are_merged_on_request_only()
    {
        double[] time = [0.1 + 0.2, 0.3, 0.5];
        Assert.Equal([0.3, 0.3, 0.5], TiedTimes.Merge(time));
        bool[] observed = [true, true, true];
        Assert.Equal(0, Concordance.Harrell(time, observed, Risk).TiedEventTimes);
        Assert.Equal(1, Concordance.Harrell(time, observed, Risk, ConcordanceOptions.RSurvival).TiedEventTimes);
    }
}
