using System.Numerics;

namespace AdaMHF.Survival;

/// <summary>
/// Counts all comparable pairs in O(n log n): one walk from the latest time finds each event's later partners, one walk
/// from the earliest time finds each subject's earlier events. A Fenwick tree over the ranks of the risks holds the
/// subjects already passed.
/// </summary>
internal sealed class PairSweep
{
    private readonly TimeOrder _order;
    private readonly bool[] _isCase;
    private readonly RiskRanks _ranks;
    private readonly double[]? _caseWeight;
    private readonly double[]? _subjectWeight;
    private readonly double[] _entry;
    private readonly PairSums _sums;

    /// <summary>Prepares the walks.</summary>
    /// <param name="order">The sample by time.</param>
    /// <param name="isCase">True where the subject's event starts pairs: an observed event within the truncation time.</param>
    /// <param name="ranks">Ranks of the risks.</param>
    /// <param name="caseWeight">Weight of the pairs that a case starts, read for cases only; null for 1.</param>
    /// <param name="subjectWeight">Number of subjects that each one represents: a pair counts the product; null for 1.</param>
    /// <param name="entry">Entry time of each subject; empty when all are at risk from the start.</param>
    public PairSweep(
        TimeOrder order, bool[] isCase, RiskRanks ranks, double[]? caseWeight, double[]? subjectWeight, double[] entry)
    {
        _order = order;
        _isCase = isCase;
        _ranks = ranks;
        _caseWeight = caseWeight;
        _subjectWeight = subjectWeight;
        _entry = entry;
        _sums = new PairSums(isCase.Length, subjectWeight);
    }

    public PairSums Run()
    {
        FromTheLatest();
        // Without weights the sums are counts, which take half the memory.
        if (_caseWeight is null && _subjectWeight is null) FromTheEarliest<int>();
        else FromTheEarliest<double>();
        return _sums;
    }

    private void FromTheLatest()
    {
        var later = new FenwickTree<int>(_ranks.Count);
        var laterWeight = _subjectWeight is null ? null : new FenwickTree<double>(_ranks.Count);
        var entries = new LateEntries(_entry);
        for (int end = _isCase.Length, start; end > 0; end = start)
        {
            start = end - 1;
            while (start > 0 && _order.Times[start - 1] == _order.Times[start]) start--;
            var (cases, others) = Divide(start, end);

            foreach (var subject in others) Pass(subject, 1);
            foreach (var subject in entries.From(_order.Times[start])) Pass(subject, -1);
            foreach (var subject in cases) ScoreAgainst(later, laterWeight, subject);
            foreach (var subject in cases) Pass(subject, 1);

            _sums.EventCensoredSameTime += (long)cases.Count * others.Count;
            CountTiedEvents(cases);
        }

        void Pass(int subject, int sign)
        {
            later.Add(_ranks.Of(subject), sign);
            laterWeight?.Add(_ranks.Of(subject), sign * _subjectWeight![subject]);
        }
    }

    private void ScoreAgainst(FenwickTree<int> later, FenwickTree<double>? laterWeight, int subject)
    {
        var (from, end) = _ranks.TiedWith(subject);
        int lower = later.SumBefore(from), tied = later.SumBetween(from, end), higher = later.Total - lower - tied;
        _sums.Concordant += lower;
        _sums.TiedRisk += tied;
        _sums.Discordant += higher;

        double lowerWeight = lower, tiedWeight = tied, total = later.Total;
        if (laterWeight is not null)
        {
            (lowerWeight, tiedWeight, total) =
                (laterWeight.SumBefore(from), laterWeight.SumBetween(from, end), laterWeight.Total);
        }
        var weight = CaseWeight(subject);
        var own = weight * SubjectWeight(subject);
        _sums.ConcordantWeight += own * lowerWeight;
        _sums.TiedRiskWeight += own * tiedWeight;
        _sums.DiscordantWeight += own * (total - lowerWeight - tiedWeight);
        _sums.Score[subject] += weight * (lowerWeight + 0.5 * tiedWeight);
        _sums.Weight[subject] += weight * total;
    }

    private void FromTheEarliest<T>() where T : struct, INumber<T>
    {
        var earlier = new FenwickTree<T>(_ranks.Count);
        int[] byEntry = [.. Enumerable.Range(0, _entry.Length).OrderBy(subject => _entry[subject])];
        var entered = 0;
        for (int start = 0, end; start < _isCase.Length; start = end)
        {
            end = TimeOrder.EndOfTime(_order.Times, start);
            var (cases, others) = Divide(start, end);

            // The cases so far are those before its entry, which it was not at risk for.
            for (; entered < byEntry.Length && _entry[byEntry[entered]] < _order.Times[start]; entered++)
                ScoreAfter(earlier, byEntry[entered], -1);
            foreach (var subject in cases) ScoreAfter(earlier, subject);
            foreach (var subject in cases)
                earlier.Add(_ranks.Of(subject), T.CreateTruncating(CaseWeight(subject) * SubjectWeight(subject)));
            foreach (var subject in others) ScoreAfter(earlier, subject);
        }
    }

    private void ScoreAfter<T>(FenwickTree<T> earlier, int subject, int sign = 1) where T : struct, INumber<T>
    {
        var (from, end) = _ranks.TiedWith(subject);
        var total = double.CreateTruncating(earlier.Total);
        var notHigher = double.CreateTruncating(earlier.SumBefore(end));
        _sums.Score[subject] += sign * (total - notHigher + 0.5 * double.CreateTruncating(earlier.SumBetween(from, end)));
        _sums.Weight[subject] += sign * total;
    }

    private double CaseWeight(int subject) => _caseWeight?[subject] ?? 1;

    private double SubjectWeight(int subject) => _subjectWeight?[subject] ?? 1;

    /// <summary>The cases of a time, which come first, and the others.</summary>
    private (ArraySegment<int> Cases, ArraySegment<int> Others) Divide(int start, int end)
    {
        var middle = start;
        while (middle < end && _isCase[_order.Subjects[middle]]) middle++;
        return (new(_order.Subjects, start, middle - start), new(_order.Subjects, middle, end - middle));
    }

    private void CountTiedEvents(ArraySegment<int> cases)
    {
        if (cases.Count < 2) return;
        var byRank = cases.ToArray();
        Array.Sort(byRank, (first, second) => _ranks.Of(first).CompareTo(_ranks.Of(second)));

        var end = 0;
        for (var i = 0; i < byRank.Length; i++)
        {
            while (end < byRank.Length && _ranks.Of(byRank[end]) < _ranks.TiedWith(byRank[i]).End) end++;
            _sums.TiedEventTimesAndRisks += end - i - 1;
            _sums.TiedEventTimes += byRank.Length - end;
        }
    }
}
