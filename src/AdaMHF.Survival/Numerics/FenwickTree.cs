using System.Numerics;

namespace AdaMHF.Survival;

/// <summary>Running sums over positions 0 to size - 1: adding to a position and summing a prefix both take O(log size).</summary>
internal sealed class FenwickTree<T>(int size) where T : struct, INumber<T>
{
    // Node k (from 1) holds the sum of the k & -k positions that end at k.
    private readonly T[] _nodes = new T[size + 1];

    /// <summary>Sum over all positions.</summary>
    public T Total { get; private set; }

    public void Add(int position, T amount)
    {
        Total += amount;
        for (var node = position + 1; node < _nodes.Length; node += node & -node) _nodes[node] += amount;
    }

    /// <summary>Sum over the positions before <paramref name="end"/>.</summary>
    public T SumBefore(int end)
    {
        var sum = T.Zero;
        for (var node = end; node > 0; node -= node & -node) sum += _nodes[node];
        return sum;
    }

    /// <summary>
    /// Sum over the positions from <paramref name="start"/> to before <paramref name="end"/>; O(1) on average for a few positions.
    /// </summary>
    public T SumBetween(int start, int end)
    {
        // The paths of both prefixes meet at a common node; the sums below it cancel.
        var sum = T.Zero;
        for (; end > start; end -= end & -end) sum += _nodes[end];
        for (; start > end; start -= start & -start) sum -= _nodes[start];
        return sum;
    }
}
