namespace AdaMHF.Survival.Tests;

public class HarrellTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void The_sweep_counts_the_pairs_that_a_loop_counts() => Properties.ForAllSamples(sample =>
    {
        foreach (var tolerance in new[] { 0, Tolerance })
        {
            var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, new ConcordanceOptions { RiskTolerance = tolerance });
            Assert.Equal(PairLoop.Count(sample, 1, tolerance), result.Concordant);
            Assert.Equal(PairLoop.Count(sample, 0.5, tolerance), result.TiedRisk);
            Assert.Equal(PairLoop.Count(sample, 0, tolerance), result.Discordant);
            Close.To(PairLoop.Index(sample, tolerance, (_, _) => 1), result.ConcordanceIndex, "C");
        }
    });

    [Fact]
    public void Pairs_of_events_at_one_time_are_counted_apart() => Properties.ForAllSamples(sample =>
    {
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        long differ = 0, tied = 0;
        for (var i = 0; i < sample.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (!sample.Event[i] || !sample.Event[j] || sample.Time[i] != sample.Time[j]) continue;
                if (PairLoop.Score(sample.Risk[i], sample.Risk[j], Tolerance) == 0.5) tied++;
                else differ++;
            }
        }
        Assert.Equal(differ, result.TiedEventTimes);
        Assert.Equal(tied, result.TiedEventTimesAndRisks);
    });

    [Fact]
    public void The_standard_error_is_the_infinitesimal_jackknife() => Properties.ForAllSamples(sample =>
    {
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        if (result.UndefinedReason is not null) return;
        var derivatives = PairLoop.Derivatives(sample, Tolerance, (_, _) => 1);
        Assert.Equal(Math.Sqrt(derivatives.Sum(value => value * value)), result.StandardError, 1e-6);
    });

    [Fact]
    public void A_rising_transform_of_the_risk_changes_nothing() => Properties.ForAllSamplesWithClearRisks(sample =>
    {
        var plain = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        var transformed = Concordance.Harrell(sample.Time, sample.Event, sample.Risk.Select(risk => Math.Exp(risk) + 7).ToArray());
        Assert.Equal(plain.Concordant, transformed.Concordant);
        Assert.Equal(plain.TiedRisk, transformed.TiedRisk);
        Close.To(plain.StandardError, transformed.StandardError, "standard error");
    });

    [Fact]
    public void The_opposite_risk_gives_one_minus_the_index() => Properties.ForAllSamples(sample =>
    {
        var plain = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
        var opposite = Concordance.Harrell(sample.Time, sample.Event, sample.Risk.Select(risk => -risk).ToArray());
        Close.To(1 - plain.ConcordanceIndex, opposite.ConcordanceIndex, "C");
    });

    [Fact]
    public void The_order_of_the_subjects_does_not_matter() => Properties.ForAllSamples(sample =>
    {
        int[] order = [.. Enumerable.Range(0, sample.Count)];
        new Random(sample.Count).Shuffle(order);
        double[] time = [.. order.Select(i => sample.Time[i])], risk = [.. order.Select(i => sample.Risk[i])];
        bool[] observed = [.. order.Select(i => sample.Event[i])];
        var (plain, shuffled) = (Concordance.Harrell(sample.Time, sample.Event, sample.Risk), Concordance.Harrell(time, observed, risk));
        Assert.Equal((plain.Concordant, plain.Discordant, plain.TiedRisk), (shuffled.Concordant, shuffled.Discordant, shuffled.TiedRisk));
        Assert.Equal(plain.TiedEventTimes, shuffled.TiedEventTimes);
        Close.To(plain.StandardError, shuffled.StandardError, "standard error");
        Assert.Equal(KaplanMeier.Fit(sample.Time, sample.Event).Survival, KaplanMeier.Fit(time, observed).Survival);
    });

    [Fact]
    public void Strata_never_meet() => Properties.ForAllSamples(sample =>
    {
        int[] stratum = [.. Enumerable.Range(0, sample.Count).Select(i => i % 3)];
        var result = Concordance.HarrellStratified(sample.Time, sample.Event, sample.Risk, stratum);
        var expected = PairLoop.Index(sample, Tolerance, (first, second) => stratum[first] == stratum[second] ? 1 : 0);
        Close.To(expected, result.ConcordanceIndex, "C");
    });

    [Fact]
    public void Truncation_drops_late_events_but_not_late_partners() => Properties.ForAllSamples(sample =>
    {
        foreach (var inclusive in new[] { true, false })
        {
            var options = new ConcordanceOptions { Truncation = 4, TruncationIsInclusive = inclusive };
            var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, options);
            var expected = PairLoop.Index(
                sample, Tolerance, (first, _) => sample.Time[first] < 4 || (inclusive && sample.Time[first] == 4) ? 1 : 0);
            Close.To(expected, result.ConcordanceIndex, "C");
        }
    });

    [Fact]
    public void Counts_do_not_overflow_32_bits()
    {
        const int Subjects = 70_000;
        double[] time = [.. Enumerable.Range(0, Subjects).Select(i => (double)i)];
        var observed = new bool[Subjects];
        Array.Fill(observed, true);
        var result = Concordance.Harrell(time, observed, time.Select(value => -value).ToArray());
        Assert.Equal((long)Subjects * (Subjects - 1) / 2, result.Concordant);
        Assert.Equal(1, result.ConcordanceIndex);
    }

    [Fact]
    public void The_interval_excludes_one_half_exactly_when_the_test_rejects_it()
    {
        int rejected = 0, kept = 0;
        Properties.ForAllSamples(sample =>
        {
            var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, new ConcordanceOptions { ConfidenceLevel = 0.9 });
            if (!(result.StandardError > 0)) return;
            var excludes = result.LowerBound > 0.5 || result.UpperBound < 0.5;
            Assert.Equal(result.PValue < 0.1, excludes);
            if (excludes) rejected++;
            else kept++;
        });
        Assert.True(rejected > 10 && kept > 10);
    }

    [Fact]
    public void The_normal_test_is_the_one_of_the_tables()
    {
        var result = Concordance.Harrell([1, 2, 3, 4, 5, 6], [true, true, true, false, true, false], [6, 2, 5, 4, 1, 3]);
        var z = (result.ConcordanceIndex - 0.5) / result.StandardError;
        Close.To(result.ConcordanceIndex - 1.959963984540054 * result.StandardError, result.LowerBound, "lower bound");
        // Abramowitz and Stegun 26.2.17, good to 7.5e-8.
        var t = 1 / (1 + 0.2316419 * z);
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        Assert.Equal(2 * tail, result.PValue, 2e-7);
    }

    [Fact]
    public void A_perfect_ranking_has_no_interval()
    {
        var result = Concordance.Harrell([1, 2, 3], [true, true, true], [3, 2, 1]);
        Assert.Equal(1, result.ConcordanceIndex);
        Assert.Equal(0, result.StandardError);
        Assert.True(double.IsNaN(result.LowerBound) && double.IsNaN(result.UpperBound) && double.IsNaN(result.PValue));
    }

    [Fact]
    public void The_reason_for_an_undefined_index_says_what_is_missing()
    {
        var censored = Concordance.Harrell([1, 2], [false, false], [1, 2]);
        Assert.Contains("had an event", censored.UndefinedReason, StringComparison.Ordinal);
        var lastOnly = Concordance.Harrell([1, 2], [false, true], [1, 2]);
        Assert.Contains("followed by a later time", lastOnly.UndefinedReason, StringComparison.Ordinal);
        var truncated = Concordance.Harrell([3, 4], [true, false], [1, 2], new ConcordanceOptions { Truncation = 2 });
        Assert.Contains("truncation time 2", truncated.UndefinedReason, StringComparison.Ordinal);
    }
}
