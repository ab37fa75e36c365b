namespace AdaMHF.Survival;

/// <summary>
/// Counts all comparable pairs in O(n log n): one walk from the latest time finds each event's later partners, one walk
/// from the earliest time finds each subject's earlier events. A Fenwick tree over the ranks of the risks holds the
/// subjects already passed.
/// </summary>
/// <param name="time">Follow-up times.</param>
/// <param name="isCase">True where the subject's event starts pairs: an observed event within the truncation time.</param>
/// <param name="caseWeight">Weight of the pairs that a case starts; read for cases only.</param>
/// <param name="ranks">Ranks of the risks.</param>
internal sealed class PairSweep(double[] time, bool[] isCase, double[] caseWeight, RiskRanks ranks)
{
    private readonly int[] _order = TimeOrder.EventsFirst(time, isCase);
    private readonly PairSums _sums = new(time.Length);

    public PairSums Run()
    {
        FromTheLatest();
        FromTheEarliest();
        return _sums;
    }

    private void FromTheLatest()
    {
        var later = new FenwickTree<long>(ranks.Count);
        for (int end = _order.Length, start; end > 0; end = start)
        {
            start = end;
            while (start > 0 && time[_order[start - 1]] == time[_order[end - 1]]) start--;
            var cases = CasesOf(start, end);
            var others = _order.AsSpan(start + cases.Length, end - start - cases.Length);

            foreach (var subject in others) later.Add(ranks.Of(subject), 1);
            foreach (var subject in cases) ScoreAgainst(later, subject);
            foreach (var subject in cases) later.Add(ranks.Of(subject), 1);

            _sums.EventCensoredSameTime += (long)cases.Length * others.Length;
            CountTiedEvents(cases);
        }
    }

    private void ScoreAgainst(FenwickTree<long> later, int subject)
    {
        var lower = later.SumBefore(ranks.TiedFrom(subject));
        var tied = later.SumBefore(ranks.TiedEnd(subject)) - lower;
        var higher = later.Total - lower - tied;
        var weight = caseWeight[subject];

        _sums.Concordant += lower;
        _sums.TiedRisk += tied;
        _sums.Discordant += higher;
        _sums.ConcordantWeight += weight * lower;
        _sums.TiedRiskWeight += weight * tied;
        _sums.DiscordantWeight += weight * higher;
        _sums.Score[subject] += weight * (lower + 0.5 * tied);
        _sums.Weight[subject] += weight * later.Total;
    }

    private void FromTheEarliest()
    {
        var earlier = new FenwickTree<double>(ranks.Count);
        for (int start = 0, end; start < _order.Length; start = end)
        {
            end = start;
            while (end < _order.Length && time[_order[end]] == time[_order[start]]) end++;
            var cases = CasesOf(start, end);
            var others = _order.AsSpan(start + cases.Length, end - start - cases.Length);

            foreach (var subject in cases) ScoreAfter(earlier, subject);
            foreach (var subject in cases) earlier.Add(ranks.Of(subject), caseWeight[subject]);
            foreach (var subject in others) ScoreAfter(earlier, subject);
        }
    }

    private void ScoreAfter(FenwickTree<double> earlier, int subject)
    {
        var lower = earlier.SumBefore(ranks.TiedFrom(subject));
        var notHigher = earlier.SumBefore(ranks.TiedEnd(subject));
        _sums.Score[subject] += earlier.Total - notHigher + 0.5 * (notHigher - lower);
        _sums.Weight[subject] += earlier.Total;
    }

    private ReadOnlySpan<int> CasesOf(int start, int end)
    {
        var count = 0;
        while (start + count < end && isCase[_order[start + count]]) count++;
        return _order.AsSpan(start, count);
    }

    private void CountTiedEvents(ReadOnlySpan<int> cases)
    {
        if (cases.Length < 2) return;
        var byRank = cases.ToArray();
        Array.Sort(byRank, (first, second) => ranks.Of(first).CompareTo(ranks.Of(second)));

        var end = 0;
        for (var i = 0; i < byRank.Length; i++)
        {
            while (end < byRank.Length && ranks.Of(byRank[end]) < ranks.TiedEnd(byRank[i])) end++;
            _sums.TiedEventTimesAndRisks += end - i - 1;
            _sums.TiedEventTimes += byRank.Length - end;
        }
    }
}
