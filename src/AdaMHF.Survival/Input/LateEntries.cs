namespace AdaMHF.Survival;

/// <summary>
/// Subjects by their entry time, for a walk from the latest time down: a subject whose entry time is reached is no longer at risk.
/// </summary>
internal sealed class LateEntries
{
    private readonly int[] _subjects;
    private readonly double[] _entry;
    private int _left;

    /// <param name="entry">Entry time per subject; empty when all are at risk from the start.</param>
    /// <param name="members">The subjects that are walked over; all when omitted.</param>
    public LateEntries(double[] entry, int[]? members = null)
    {
        _subjects = entry.Length == 0 ? [] : members is null ? [.. Enumerable.Range(0, entry.Length)] : [.. members];
        _entry = Array.ConvertAll(_subjects, subject => entry[subject]);
        Array.Sort(_entry, _subjects);
        _left = _subjects.Length;
    }

    /// <summary>The subjects who entered at a time or later and were not returned before.</summary>
    /// <param name="time">At most the time of the call before.</param>
    public ArraySegment<int> From(double time)
    {
        var end = _left;
        while (_left > 0 && _entry[_left - 1] >= time) _left--;
        return new(_subjects, _left, end - _left);
    }
}
