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

    // By rank; null when only equal risks are tied.
    private readonly (int From, int End)[]? _tied;

    public RiskRanks(ReadOnlySpan<double> risk, double tolerance, SortBuffer? buffer = null)
    {
        var (sorted, subjects) = (buffer ?? new SortBuffer(risk.Length)).Sort(risk);
        _rank = new int[risk.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            // The distinct risks move to the front; what they overwrite has been read.
            if (i == 0 || sorted[i] != sorted[Count - 1]) sorted[Count++] = sorted[i];
            _rank[subjects[i]] = Count - 1;
        }
        if (tolerance == 0) return;

        _tied = new (int, int)[Count];
        int from = 0, end = 0;
        for (var rank = 0; rank < Count; rank++)
        {
            // Not "<=": the difference of two equal infinities is NaN, and they are tied.
            while (sorted[rank] - sorted[from] > tolerance) from++;
            while (end < Count && !(sorted[end] - sorted[rank] > tolerance)) end++;
            _tied[rank] = (from, end);
        }
    }

    /// <summary>Number of distinct risks.</summary>
    public int Count { get; }

    /// <summary>Rank of a subject's risk, from 0.</summary>
    public int Of(int subject) => _rank[subject];

    /// <summary>
    /// The ranks that are tied with the subject, from the lowest to the one after the last: those before have a clearly lower risk, those
    /// from the end on a clearly higher one.
    /// </summary>
    public (int From, int End) TiedWith(int subject)
    {
        var rank = _rank[subject];
        return _tied is null ? (rank, rank + 1) : _tied[rank];
    }
}
