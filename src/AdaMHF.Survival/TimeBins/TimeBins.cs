using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>
/// Consecutive time bins [edge_k, edge_{k+1}) that cover all times from 0 on. Immutable.
/// </summary>
/// <remarks>
/// Derive the bins from training patients only: edges from validation patients leak their times into the labels.
/// </remarks>
public sealed class TimeBins
{
    private TimeBins(ImmutableArray<double> edges) => Edges = edges;

    /// <summary>The edges, rising: 0, the inner edges, positive infinity; one more than there are bins.</summary>
    public ImmutableArray<double> Edges { get; }

    /// <summary>Number of bins, at least 1.</summary>
    public int Count => Edges.Length - 1;

    /// <summary>
    /// Bins whose inner edges are quantiles of the uncensored times, linearly interpolated between order statistics: the rule of
    /// MCAT-derived code, with 4 bins.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed; the censored subjects do not move the edges.</param>
    /// <param name="count">Number of bins, at least 1.</param>
    /// <remarks>
    /// That code closes the outer edges 1e-6 beyond the smallest and the largest time of its table; here they are open, so that every
    /// later patient has a bin. The labels are the same.
    /// </remarks>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a time is not allowed, there is no event, or quantiles coincide because there are too few distinct event times.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static TimeBins FromEventQuantiles(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, int count = 4)
    {
        Require.Sample(time, observed);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var quantiles = EventQuantiles.Of(time, observed, count);
        for (var k = 1; k < quantiles.Length; k++)
        {
            if (quantiles[k] > quantiles[k - 1]) continue;
            throw new SurvivalDataException(
                $"Quantiles {k - 1} and {k} of the event times coincide at {Require.Text(quantiles[k])}, so {count} bins cannot be told "
                + "apart: use fewer bins, or give edges.",
                nameof(time));
        }
        return FromEdges(quantiles);
    }

    /// <summary>
    /// As <see cref="FromEventQuantiles"/>, for times with ties: quantiles that coincide are one edge, and one at the earliest event is
    /// none, because no event would be before it. There may be fewer bins than asked for, at least one, and each has an event.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed; the censored subjects do not move the edges.</param>
    /// <param name="count">Most bins, at least 1.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, a time is not allowed, or there is no event.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static TimeBins FromDistinctEventQuantiles(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, int count = 4)
    {
        Require.Sample(time, observed);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var quantiles = EventQuantiles.Of(time, observed, count);
        var inner = quantiles[1..^1].Where(edge => edge > quantiles[0]).Distinct();
        return FromEdges([0, .. inner, double.PositiveInfinity]);
    }

    /// <summary>Bins of equal width from 0 to a longest time; the last one is open to infinity.</summary>
    /// <param name="longestTime">Where the last bin would end, finite and positive, such as the longest training time.</param>
    /// <param name="count">Number of bins, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not finite and positive, or the count is below 1.</exception>
    public static TimeBins EqualWidth(double longestTime, int count = 4)
    {
        Require.Positive(longestTime, nameof(longestTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var edges = new double[count + 1];
        for (var k = 0; k <= count; k++) edges[k] = longestTime * k / count;
        return FromEdges(edges);
    }

    /// <summary>Bins with given edges; the first edge becomes 0 and the last becomes infinity.</summary>
    /// <param name="edges">At least two strictly rising times of at least 0; only the last may be infinite.</param>
    /// <exception cref="SurvivalDataException">
    /// There are too few edges, they do not rise, or an inner edge is not a time above 0.
    /// </exception>
    public static TimeBins FromEdges(ReadOnlySpan<double> edges)
    {
        if (edges.Length < 2)
        {
            throw new SurvivalDataException(
                $"edges holds {edges.Length} values: expected at least 2, the two ends of one bin.", nameof(edges));
        }
        for (var k = 0; k < edges.Length; k++)
        {
            if (k == 0 && !(edges[0] >= 0)) throw Require.Wrong(nameof(edges), k, edges[k], "a time of at least 0");
            if (k > 0 && !(edges[k] > edges[k - 1]))
                throw Require.Wrong(nameof(edges), k, edges[k], $"an edge above the one before it, {Require.Text(edges[k - 1])}");
        }
        return new TimeBins([0, .. edges[1..^1], double.PositiveInfinity]);
    }

    /// <summary>
    /// The subjects who count for a bin, and who of them had the event in it. The others survived it, or were censored after its middle,
    /// which counts as survived, as in a life table.
    /// </summary>
    /// <param name="bin">Number of the bin, from 0.</param>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the edges.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="end">Where the last, open bin ends, above its lower edge; an event after it counts as survived.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a time is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bin, or the end is not above the last bin's lower edge.</exception>
    public SubjectsAtRisk AtRisk(int bin, ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, Count);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, Edges[^2]);
        Require.Sample(time, observed);
        var (first, last) = (Edges[bin], Math.Min(Edges[bin + 1], end));
        var (subjects, events) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<bool>());
        for (var i = 0; i < time.Length; i++)
        {
            if (time[i] < first || (!observed[i] && time[i] < (first + last) / 2)) continue;
            subjects.Add(i);
            events.Add(observed[i] && time[i] <= last);
        }
        return new(subjects.ToImmutable(), events.ToImmutable());
    }


    /// <summary>The bin a time falls into: k where edge_k &lt;= time &lt; edge_{k+1}.</summary>
    /// <param name="time">A finite time of at least 0.</param>
    /// <returns>The bin, from 0 to <see cref="Count"/> - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, infinite or NaN.</exception>
    public int IndexOf(double time)
    {
        Require.FiniteNotNegative(time, nameof(time));
        var position = Edges.BinarySearch(time);
        return position >= 0 ? position : ~position - 1;
    }
}
