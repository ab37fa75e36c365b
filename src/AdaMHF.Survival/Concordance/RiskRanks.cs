namespace AdaMHF.Survival;

/// <summary>
/// Ranks of the distinct risks, with the range of ranks that counts as tied with each.
/// </summary>
/// <remarks>
/// Being tied within a tolerance is not transitive, so risks are never merged into classes: every rank has its own range,
/// and both ends of the range move up with the rank.
/// </remarks>
internal sealed class RiskRanks
{
    private readonly int[] _rank;
    private readonly int[] _tiedFrom;
    private readonly int[] _tiedEnd;

    public RiskRanks(double[] risk, double tolerance)
    {
        double[] distinct = [.. risk];
        Array.Sort(distinct);
        Count = Deduplicate(distinct);

        _rank = new int[risk.Length];
        for (var i = 0; i < risk.Length; i++) _rank[i] = Array.BinarySearch(distinct, 0, Count, risk[i]);

        _tiedFrom = new int[Count];
        _tiedEnd = new int[Count];
        int from = 0, end = 0;
        for (var rank = 0; rank < Count; rank++)
        {
            // Not "<=": the difference of two equal infinities is NaN, and they are tied.
            while (distinct[rank] - distinct[from] > tolerance) from++;
            while (end < Count && !(distinct[end] - distinct[rank] > tolerance)) end++;
            _tiedFrom[rank] = from;
            _tiedEnd[rank] = end;
        }
    }

    /// <summary>Number of distinct risks.</summary>
    public int Count { get; }

    /// <summary>Rank of a subject's risk, from 0.</summary>
    public int Of(int subject) => _rank[subject];

    /// <summary>The lowest rank that is tied with the subject; those before it have a clearly lower risk.</summary>
    public int TiedFrom(int subject) => _tiedFrom[_rank[subject]];

    /// <summary>The rank after the last that is tied with the subject; it and those after it have a clearly higher risk.</summary>
    public int TiedEnd(int subject) => _tiedEnd[_rank[subject]];

    private static int Deduplicate(double[] sorted)
    {
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[count - 1]) sorted[count++] = sorted[i];
        }
        return count;
    }
}
