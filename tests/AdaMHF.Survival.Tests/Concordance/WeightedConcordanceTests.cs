namespace AdaMHF.Survival.Tests;

public class WeightedConcordanceTests
{
    [Fact]
    public void Uno_weighs_every_pair_by_the_inverse_square_of_the_censoring_probability() => Properties.ForAllSamples(sample =>
    {
        var result = Concordance.Uno(sample.Time, sample.Event, sample.Risk);
        Close.To(PairLoop.Index(sample, 1e-8, Weight), result.ConcordanceIndex, "C");
        if (result.UndefinedReason is not null) return;
        var derivatives = PairLoop.Derivatives(sample, 1e-8, Weight);
        Assert.Equal(Math.Sqrt(derivatives.Sum(value => value * value)), result.StandardError, 1e-6);

        double Weight(int first, int second) => Math.Pow(UncensoredBefore(sample, sample.Time[first]), -2);
    });

    [Fact]
    public void Without_censoring_all_weights_agree() => Properties.ForAllSamples(sample =>
    {
        var everyone = new bool[sample.Count];
        Array.Fill(everyone, true);
        var harrell = Concordance.Harrell(sample.Time, everyone, sample.Risk).ConcordanceIndex;
        Close.To(harrell, Concordance.Uno(sample.Time, everyone, sample.Risk).ConcordanceIndex, "Uno");
        Close.To(harrell, Concordance.Peto(sample.Time, everyone, sample.Risk).ConcordanceIndex, "Peto");
    });

    [Fact]
    public void An_event_after_the_end_of_the_censoring_sample_is_refused()
    {
        var censoring = CensoringDistribution.Fit([1, 2, 3], [true, false, true]);
        var error = Assert.Throws<SurvivalDataException>(
            () => Concordance.Uno([4, 5], [true, false], [2, 1], censoring));
        Assert.Contains("unknown at time 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("ends at 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Uno_takes_out_the_censoring_that_Harrell_follows()
    {
        // Risk and time are related early only. Light and heavy censoring of the same patients must give Uno's index about the same value.
        var random = new Random(11);
        const int Subjects = 20_000;
        var risk = new double[Subjects];
        var life = new double[Subjects];
        for (var i = 0; i < Subjects; i++)
        {
            risk[i] = random.Next(2);
            var early = -Math.Log(random.NextDouble()) / (risk[i] == 1 ? 2 : 0.5);
            life[i] = early < 1 ? early : 1 - Math.Log(random.NextDouble());
        }
        var limit = new ConcordanceOptions { Truncation = 2 };
        var truth = Concordance.Harrell(life, [.. life.Select(_ => true)], risk, limit).ConcordanceIndex;

        double[] censoring = [.. life.Select(_ => 2.5 * random.NextDouble())];
        double[] time = [.. life.Zip(censoring, Math.Min)];
        bool[] observed = [.. life.Zip(censoring, (death, end) => death <= end)];
        var uno = Concordance.Uno(time, observed, risk, options: limit).ConcordanceIndex;
        var harrell = Concordance.Harrell(time, observed, risk, limit).ConcordanceIndex;
        Assert.True(Math.Abs(uno - truth) < 0.005, $"Uno {uno} against {truth}");
        Assert.True(Math.Abs(harrell - truth) > 0.01, $"Harrell {harrell} against {truth}");
    }

    [Fact]
    public void A_comparison_of_two_risks_pairs_the_subjects() => Properties.ForAllSamples(sample =>
    {
        double[] other = [.. sample.Risk.Select((risk, i) => i % 3 == 0 ? -risk : i)];
        var comparison = Concordance.Compare(sample.Time, sample.Event, sample.Risk, other);
        if (comparison.First.UndefinedReason is not null)
        {
            Assert.True(double.IsNaN(comparison.Difference) && double.IsNaN(comparison.PValue));
            return;
        }
        var first = PairLoop.Derivatives(sample, 1e-8, (_, _) => 1);
        var second = PairLoop.Derivatives(new Sample(sample.Time, sample.Event, other), 1e-8, (_, _) => 1);
        Assert.Equal(comparison.First.ConcordanceIndex - comparison.Second.ConcordanceIndex, comparison.Difference, 1e-14);
        Assert.Equal(Math.Sqrt(first.Zip(second, (a, b) => (a - b) * (a - b)).Sum()), comparison.StandardError, 1e-6);
    });

    [Fact]
    public void A_risk_does_not_differ_from_itself()
    {
        var comparison = Concordance.Compare([1, 2, 3, 4], [true, true, false, true], [1, 3, 2, 4], [10, 30, 20, 40]);
        Assert.Equal(0, comparison.Difference);
        Assert.Equal(0, comparison.StandardError);
        Assert.True(double.IsNaN(comparison.PValue));
    }

    // Product over the censoring times before a time; at each, those with an event have already left.
    private static double UncensoredBefore(Sample sample, double time)
    {
        var probability = 1.0;
        foreach (var moment in sample.Time.Where((t, i) => !sample.Event[i] && t < time).Distinct())
        {
            double censored = 0, atRisk = 0;
            for (var i = 0; i < sample.Count; i++)
            {
                if (sample.Time[i] == moment && !sample.Event[i]) censored++;
                if (sample.Time[i] > moment || (sample.Time[i] == moment && !sample.Event[i])) atRisk++;
            }
            probability *= 1 - censored / atRisk;
        }
        return probability;
    }
}
