namespace AdaMHF.Survival.Tests;

public class DynamicAucTests
{
    [Fact]
    public void The_sweep_adds_up_what_a_loop_over_pairs_does() => Properties.ForAllSamples(sample =>
    {
        double first = sample.Time.Min(), last = sample.Time.Max();
        double[] times = [.. new[] { 0, 0.5, 1, 2.5, 4, 6, 7 }.Where(time => time >= first && time < last)];
        if (times.Length == 0) return;
        var censoring = CensoringDistribution.Fit(sample.Time, sample.Event);
        var result = DynamicAuc.Compute(sample.Time, sample.Event, sample.Risk, times);
        double[] expected = [.. times.Select(time => ByPairs(sample, censoring, time, sample.Risk))];
        Close.To(expected, [.. result.Values], "AUC", 1e-8);
    });

    [Fact]
    public void A_prediction_that_changes_with_time_is_evaluated_by_its_own_column() => Properties.ForAllSamples(sample =>
    {
        double first = sample.Time.Min(), last = sample.Time.Max();
        double[] times = [.. new[] { 0.5, 2, 5 }.Where(time => time >= first && time < last)];
        if (times.Length == 0) return;
        var survival = new double[sample.Count, times.Length];
        for (var i = 0; i < sample.Count; i++)
        {
            for (var k = 0; k < times.Length; k++) survival[i, k] = (i * (k + 3) + 2) % 7 / 7.0;
        }
        var censoring = CensoringDistribution.Fit(sample.Time, sample.Event);
        var result = DynamicAuc.Compute(sample.Time, sample.Event, new SurvivalPredictions(times, survival));
        for (var k = 0; k < times.Length; k++)
        {
            double[] risk = [.. Enumerable.Range(0, sample.Count).Select(i => 1 - survival[i, k])];
            Close.To(ByPairs(sample, censoring, times[k], risk), result.Values[k], $"AUC at {times[k]}", 1e-8);
        }
    });

    [Fact]
    public void The_mean_weighs_each_time_by_the_events_since_the_one_before()
    {
        // Survival falls from 1 to 0.8 at the first time, to 0.4 at the second: weights 0.2 and 0.4 of 0.6.
        var result = DynamicAuc.Compute([1, 2, 3, 4, 5], [true, true, true, true, true], [5, 1, 3, 2, 4], [1, 3]);
        Close.To((0.2 * result.Values[0] + 0.4 * result.Values[1]) / 0.6, result.Mean, "mean");
        Assert.Equal(1, result.Values[0]);
        Assert.Equal(3.0 / 6, result.Values[1], 1e-12);
    }

    [Fact]
    public void Before_the_first_event_there_is_no_case()
    {
        var result = DynamicAuc.Compute([1, 2, 3], [false, true, true], [1, 3, 2], [1, 2]);
        Assert.True(double.IsNaN(result.Values[0]));
        Assert.Equal(1, result.Mean);
    }

    private static double ByPairs(Sample sample, CensoringDistribution censoring, double time, double[] risk)
    {
        double score = 0, total = 0;
        for (var i = 0; i < sample.Count; i++)
        {
            if (!sample.Event[i] || sample.Time[i] > time) continue;
            for (var j = 0; j < sample.Count; j++)
            {
                if (sample.Time[j] <= time) continue;
                var weight = 1 / censoring.Before(sample.Time[i]);
                score += weight * PairLoop.Score(risk[i], risk[j], 1e-8);
                total += weight;
            }
        }
        return score / total;
    }
}
