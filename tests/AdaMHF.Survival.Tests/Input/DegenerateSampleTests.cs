namespace AdaMHF.Survival.Tests;

/// <summary>What the README's table of degenerate samples promises, row by row.</summary>
public class DegenerateSampleTests
{
    private static readonly double[] Rising = [1, 2, 3, 4];
    private static readonly double[] Risk = [4, 3, 2, 1];
    private static readonly bool[] NoEvent = [false, false, false, false];
    private static readonly bool[] FirstOnly = [true, false, false, false];
    private static readonly bool[] LastOnly = [false, false, false, true];
    private static readonly double[] OneTime = [2, 2, 2, 2];
    private static readonly bool[] AllEvents = [true, true, true, true];

    [Fact]
    public void When_all_are_censored_indices_say_why_they_are_undefined_and_curves_are_flat()
    {
        Undefined(Concordance.Harrell(Rising, NoEvent, Risk), "had an event");
        Undefined(Concordance.Uno(Rising, NoEvent, Risk), "had an event");
        Undefined(Concordance.Peto(Rising, NoEvent, Risk), "had an event");
        var comparison = Concordance.Compare(Rising, NoEvent, Risk, Rising);
        Assert.True(double.IsNaN(comparison.Difference) && double.IsNaN(comparison.PValue));
        Assert.Contains("had an event", comparison.UndefinedReason, StringComparison.Ordinal);
        var antolini = AntoliniConcordance.Compute(Rising, NoEvent, Predictions(4));
        Assert.True(double.IsNaN(antolini.ConcordanceIndex));
        Assert.Equal((0, 0), (antolini.ComparablePairs, antolini.Events));
        Assert.Contains("had an event", antolini.UndefinedReason, StringComparison.Ordinal);
        var auc = DynamicAuc.Compute(Rising, NoEvent, Risk, [1.5, 2.5]);
        Assert.True(double.IsNaN(auc.Mean) && auc.Values.All(double.IsNaN));
        Assert.Contains("no case", auc.UndefinedReason, StringComparison.Ordinal);

        var curve = KaplanMeier.Fit(Rising, NoEvent);
        Assert.All(curve.Survival, value => Assert.Equal(1, value));
        Assert.True(double.IsNaN(curve.Median));
        Assert.Contains("ends at 1 at time 4", curve.MedianUndefinedReason, StringComparison.Ordinal);
        Assert.All(NelsonAalen.Fit(Rising, NoEvent).CumulativeHazard, value => Assert.Equal(0, value));
        Assert.All(CensoringDistribution.Fit(Rising, AllEvents).Survival, value => Assert.Equal(1, value));

        var test = LogRank.Test(Rising, NoEvent, [0, 1, 0, 1]);
        Assert.True(double.IsNaN(test.PValue));
        Assert.Contains("No event", test.UndefinedReason, StringComparison.Ordinal);
        Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(Rising, NoEvent, new double[,] { { 1 }, { 2 }, { 4 }, { 3 } }));
        Assert.Throws<SurvivalDataException>(() => TimeBins.FromEventQuantiles(Rising, NoEvent));
        // Nobody died and everybody was predicted to live: the model made no error.
        var survivors = new SurvivalPredictions([1.5, 2.5], new[,] { { 1.0, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } });
        Assert.Equal(0, BrierScore.Compute(Rising, NoEvent, survivors).Integrated);
    }

    [Fact]
    public void One_event_counts_if_somebody_outlived_it()
    {
        var first = Concordance.Harrell(Rising, FirstOnly, Risk);
        Assert.Equal((1, 3L, 1), (first.ConcordanceIndex, first.ComparablePairs, first.Events));
        Assert.Equal(1, AntoliniConcordance.Compute(Rising, FirstOnly, Predictions(4)).ConcordanceIndex);
        Undefined(Concordance.Harrell(Rising, LastOnly, Risk), "followed by a later time");
        Assert.Contains(
            "followed by a later time",
            AntoliniConcordance.Compute(Rising, LastOnly, Predictions(4)).UndefinedReason,
            StringComparison.Ordinal);
        Assert.Equal([0.75, 0.75, 0.75, 0.75], KaplanMeier.Fit(Rising, FirstOnly).Survival);
        Assert.Equal([1.0, 1, 1, 0], KaplanMeier.Fit(Rising, LastOnly).Survival);
        Assert.Equal(4, KaplanMeier.Fit(Rising, LastOnly).Median);
        Assert.Equal(1, DynamicAuc.Compute(Rising, FirstOnly, Risk, [2]).Mean);
        double[,] covariates = { { 2 }, { 1 }, { 4 }, { 3 } };
        Assert.True(CoxRegression.Fit(Rising, FirstOnly, covariates).Converged);
        Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(Rising, LastOnly, covariates));
        Assert.Throws<SurvivalDataException>(() => TimeBins.FromEventQuantiles(Rising, FirstOnly));
        var auc = DynamicAuc.Compute(Rising, LastOnly, Risk, [2]);
        Assert.True(double.IsNaN(auc.Mean));
        Assert.Contains("no case", auc.UndefinedReason, StringComparison.Ordinal);
        // A group of which nobody is at risk when the event comes does not count.
        Assert.Contains("nothing to compare", LogRank.Test(Rising, LastOnly, [0, 0, 0, 1]).UndefinedReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Tied_risks_give_one_half_and_tied_event_times_no_pair()
    {
        double[] same = [1, 1, 1, 1];
        Assert.Equal(0.5, Concordance.Harrell(Rising, AllEvents, same).ConcordanceIndex);
        Assert.Equal(0.5, DynamicAuc.Compute(Rising, AllEvents, same, [2, 3]).Mean);
        var level = Concordance.Harrell(Rising, AllEvents, same);
        Assert.Equal(0, level.StandardError);
        Assert.Contains("standard error is 0", level.IntervalUndefinedReason, StringComparison.Ordinal);
        Undefined(Concordance.Harrell(OneTime, AllEvents, Risk), "followed by a later time");
        Assert.Equal(6, Concordance.Harrell(OneTime, AllEvents, Risk).TiedEventTimes);
        Assert.Equal([0.0], KaplanMeier.Fit(OneTime, AllEvents).Survival);
        Assert.Throws<SurvivalDataException>(() => DynamicAuc.Compute(OneTime, AllEvents, Risk, [2]));
        Assert.NotNull(LogRank.Test(OneTime, AllEvents, [0, 1, 0, 1]).UndefinedReason);
        Assert.Equal(0, CoxRegression.Fit(OneTime, AllEvents, new double[,] { { 1 }, { 2 }, { 4 }, { 3 } }).Coefficients[0], 9);
        Assert.Throws<SurvivalDataException>(() => TimeBins.FromEventQuantiles(OneTime, AllEvents));
        Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(Rising, AllEvents, new double[,] { { 1 }, { 1 }, { 1 }, { 1 } }));
    }

    [Fact]
    public void Two_patients_are_a_sample()
    {
        Assert.Equal(1, Concordance.Harrell([1, 2], [true, false], [2, 1]).ConcordanceIndex);
        Assert.Equal(0, Concordance.Harrell([1, 2], [true, false], [1, 2]).ConcordanceIndex);
        Undefined(Concordance.Harrell([1, 2], [false, true], [1, 2]), "followed by a later time");
        Assert.Equal([0.5, 0.5], KaplanMeier.Fit([1, 2], [true, false]).Survival);
        Assert.Equal(1, LogRank.Test([1, 2], [true, false], [0, 1]).ChiSquare, 12);
        Assert.Equal(1, DynamicAuc.Compute([1, 2], [true, false], [2, 1], [1]).Mean);
        Assert.Throws<SurvivalDataException>(() => DynamicAuc.Compute([1, 2], [true, false], [2, 1], [2]));
    }

    [Fact]
    public void Time_zero_is_a_time_like_any_other()
    {
        var result = Concordance.Harrell([0, 0, 1], [true, false, false], [3, 2, 1]);
        Assert.Equal((1, 2L, 1L), (result.ConcordanceIndex, result.ComparablePairs, result.EventCensoredSameTime));
        var curve = KaplanMeier.Fit([0, 0, 1], [true, false, false]);
        Assert.Equal(2.0 / 3, curve.SurvivalAt(0), 15);
        Assert.Equal(0, TimeBins.FromEventQuantiles([0, 1, 2, 3], AllEvents, 2).IndexOf(0));
    }

    private static void Undefined(ConcordanceResult result, string reason)
    {
        Assert.True(double.IsNaN(result.ConcordanceIndex) && double.IsNaN(result.StandardError) && double.IsNaN(result.PValue));
        Assert.Equal(0, result.ComparablePairs);
        Assert.Contains(reason, result.UndefinedReason, StringComparison.Ordinal);
        Assert.Equal(result.UndefinedReason, result.IntervalUndefinedReason);
    }

    // Survival rises from the first subject to the last.
    private static SurvivalPredictions Predictions(int subjects)
    {
        var survival = new double[subjects, 1];
        for (var i = 0; i < subjects; i++) survival[i, 0] = (i + 1.0) / (subjects + 1);
        return new SurvivalPredictions([0.5], survival);
    }
}
