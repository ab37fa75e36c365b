namespace AdaMHF.Survival.Tests;

public class TimeBinsTests
{
    [Fact]
    public void Quantiles_of_the_event_times_are_the_inner_edges()
    {
        // Events at 1, 2, 4, 8, 16: the quartiles are order statistics. The censored 100 does not move them.
        var bins = TimeBins.FromEventQuantiles([8, 1, 100, 4, 16, 2], [true, true, false, true, true, true]);
        Assert.Equal([0, 2, 4, 8, double.PositiveInfinity], bins.Edges);
        // Between order statistics: 0.5 of the way from 2 to 4.
        Assert.Equal([0, 3, double.PositiveInfinity], TimeBins.FromEventQuantiles([1, 2, 4, 8], [true, true, true, true], 2).Edges);
    }

    [Fact]
    public void A_time_on_an_edge_belongs_to_the_bin_that_starts_there()
    {
        var bins = TimeBins.FromEdges([0, 2, 4, double.PositiveInfinity]);
        Assert.Equal([0, 0, 1, 1, 2, 2], new[] { 0, 1.999, 2, 3.999, 4, 1e9 }.Select(bins.IndexOf));
    }

    [Fact]
    public void Every_time_has_the_one_bin_whose_edges_enclose_it() => Properties.ForAllSamples(sample =>
    {
        if (sample.Event.Count(flag => flag) < 2) return;
        TimeBins bins;
        try
        {
            bins = TimeBins.FromEventQuantiles(sample.Time, sample.Event, 3);
        }
        catch (SurvivalDataException)
        {
            // Too few distinct event times.
            return;
        }
        foreach (var time in sample.Time)
        {
            var k = bins.IndexOf(time);
            Assert.True(bins.Edges[k] <= time && time < bins.Edges[k + 1]);
        }
    });

    [Fact]
    public void Each_quantile_bin_holds_its_share_of_the_events()
    {
        var simulated = new Simulated(4001, [0], seed: 5);
        var bins = TimeBins.FromEventQuantiles(simulated.Time, simulated.Event, 5);
        var events = simulated.Time.Where((_, i) => simulated.Event[i]).ToArray();
        foreach (var bin in events.GroupBy(bins.IndexOf)) Assert.InRange(bin.Count(), events.Length / 5 - 1, events.Length / 5 + 1);
    }

    [Fact]
    public void The_outer_edges_are_opened_and_the_rest_survives_a_round_trip()
    {
        var bins = TimeBins.FromEdges([0.5, 3, 7, 20]);
        Assert.Equal([0, 3, 7, double.PositiveInfinity], bins.Edges);
        Assert.Equal(bins.Edges, TimeBins.FromEdges(bins.Edges.AsSpan()).Edges);
        Assert.Equal(3, bins.Count);
    }

    [Fact]
    public void Equal_bins_are_equally_wide() =>
        Assert.Equal([0, 15, 30, 45, double.PositiveInfinity], TimeBins.EqualWidth(60).Edges);

    [Fact]
    public void Coinciding_edges_are_refused_with_the_edge()
    {
        var error = Assert.Throws<SurvivalDataException>(
            () => TimeBins.FromEventQuantiles([3, 3, 3, 3, 9], [true, true, true, true, true]));
        Assert.Contains("coincide at 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("4 bins", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<SurvivalDataException>(() => TimeBins.FromEdges([0, 5, 5, 9])).Index);
        Assert.Equal(1, Assert.Throws<SurvivalDataException>(() => TimeBins.FromEdges([0, double.NaN, 9])).Index);
        Assert.Throws<SurvivalDataException>(() => TimeBins.FromEdges([-1, 9]));
        Assert.Throws<SurvivalDataException>(() => TimeBins.FromEdges([1]));
    }

    [Fact]
    public void Bins_without_events_and_impossible_times_are_refused()
    {
        Assert.Contains(
            "had an event",
            Assert.Throws<SurvivalDataException>(() => TimeBins.FromEventQuantiles([1, 2], [false, false])).Message,
            StringComparison.Ordinal);
        var bins = TimeBins.EqualWidth(4);
        foreach (var time in new[] { -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => bins.IndexOf(time));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeBins.EqualWidth(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeBins.EqualWidth(4, 0));
    }
}
