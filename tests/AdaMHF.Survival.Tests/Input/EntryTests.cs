namespace AdaMHF.Survival.Tests;

public class EntryTests
{
    // Twelve patients who came under observation after their diagnosis; R's survfit(Surv(entry, time, event) ~ 1).
    private static readonly double[] Time = [4, 9, 11, 3, 12, 15, 7, 14, 10, 18, 20, 16];
    private static readonly double[] Entry = [0, 2, 5, 1, 6, 0, 3, 8, 4, 7, 2, 9];
    private static readonly bool[] Event = [true, true, false, true, true, false, true, true, false, true, true, false];

    [Fact]
    public void Who_has_not_entered_is_not_at_risk()
    {
        var curve = KaplanMeier.Fit(Time, Event, entry: Entry);
        double[] steps = [.. curve.Survival.Where((_, k) => curve.Events[k] > 0)];
        Close.To([0.8, 0.64, 0.5485714285714286, 0.48, 0.4, 0.32, 0.16, 0], steps, "survival");
        Assert.Equal(9, curve.Median);
        Assert.Equal(14, KaplanMeier.Fit(Time, Event).Median);
    }

    [Fact]
    public void Pairs_are_those_at_risk_together()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            const int Subjects = 25;
            double[] time = [.. Enumerable.Range(0, Subjects).Select(_ => 1.0 + random.Next(8))];
            double[] entry = [.. time.Select(end => (double)random.Next((int)end))];
            double[] risk = [.. time.Select(_ => (double)random.Next(5))];
            bool[] observed = [.. time.Select(_ => random.Next(2) == 0)];
            long concordant = 0, tied = 0, pairs = 0;
            for (var i = 0; i < Subjects; i++)
            {
                for (var j = 0; j < Subjects; j++)
                {
                    var later = time[j] > time[i] || (time[j] == time[i] && !observed[j]);
                    if (!observed[i] || !later || entry[j] >= time[i]) continue;
                    pairs++;
                    if (risk[i] > risk[j]) concordant++;
                    else if (risk[i] == risk[j]) tied++;
                }
            }
            var result = Concordance.Harrell(time, observed, risk, entry: entry);
            Assert.Equal((concordant, tied, pairs), (result.Concordant, result.TiedRisk, result.ComparablePairs));
        }
    }

    [Fact]
    public void Everyone_from_the_start_is_no_truncation()
    {
        var zeros = new double[Time.Length];
        double[] risk = [.. Entry];
        int[] groups = [.. Entry.Select(entry => (int)entry % 2)];
        Assert.Equal(KaplanMeier.Fit(Time, Event).Survival, KaplanMeier.Fit(Time, Event, entry: zeros).Survival);
        Assert.Equal(LogRank.Test(Time, Event, groups).ChiSquare, LogRank.Test(Time, Event, groups, entry: zeros).ChiSquare);
        Assert.Equal(
            Concordance.Harrell(Time, Event, risk).StandardError, Concordance.Harrell(Time, Event, risk, entry: zeros).StandardError);
    }

    [Fact]
    public void Widely_spread_predictors_leave_exact_risk_sets()
    {
        // Who enters late carries e^40 of the sums; without them the others must not be what rounding leaves.
        double[] time = [1, 2, 3, 4, 50, 51];
        double[] entry = [0, 0, 0, 0, 10, 10];
        bool[] observed = [true, true, false, true, true, false];
        double[,] covariates = { { 0.3 }, { -0.2 }, { 0.1 }, { 0.5 }, { 400 }, { 399 } };
        var withLate = CoxRegression.Fit(time, observed, covariates, new() { Ridge = 1e-3 }, entry: entry);
        Assert.True(double.IsFinite(withLate.LogLikelihood));
        var coefficient = withLate.Coefficients[0];
        var late = CoxPartialLikelihood.LogLikelihood([50, 51], [true, false], [400 * coefficient, 399 * coefficient]);
        var early = CoxPartialLikelihood.LogLikelihood(
            [1, 2, 3, 4], [true, true, false, true], [.. new[] { 0.3, -0.2, 0.1, 0.5 }.Select(x => x * coefficient)]);
        Close.To(early + late, withLate.LogLikelihood, "likelihood");
    }

    [Fact]
    public void An_entry_that_is_not_before_the_time_is_refused()
    {
        var refusal = Assert.Throws<SurvivalDataException>(() => KaplanMeier.Fit([3, 5], [true, false], entry: [1, 5]));
        Assert.Equal("entry", refusal.ParamName);
        Assert.Contains("entry[1] is 5", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<SurvivalDataException>(() => NelsonAalen.Fit([3, 5], [true, false], entry: [-1, 2]));
        Assert.Throws<SurvivalDataException>(() => LogRank.Test([3, 5], [true, false], [0, 1], entry: [0]));
        Assert.Throws<SurvivalDataException>(() => Concordance.Harrell([3, 5], [true, false], [0, 1], entry: [double.NaN, 2]));
    }
}
