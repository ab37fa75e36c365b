namespace AdaMHF.Survival;

/// <summary>The log-rank test and its weighted and stratified forms.</summary>
/// <remarks>
/// At each event time, d of n subjects at risk have the event, n_g of the n in group g:
/// E_g += w d n_g / n and V += w^2 d (n - d) / (n - 1) * (diag(n_g / n) - n_g n_h / n^2).
/// The statistic is (O - E)' V^- (O - E) with a generalised inverse; groups that are never at risk at an event do not count.
/// <para>
/// Interpretation: a small p-value says that the groups' hazards differ at some time, but not by how much: report the hazard ratio or the
/// medians as well. Where curves cross, the differences may cancel. Groups split at the median of a risk that was fitted on the same
/// patients differ by construction. Events at one time need no tie rule: they enter together.
/// </para>
/// Time O(n log n), plus the number of event times times the square of the number of groups.
/// </remarks>
/// <seealso href="https://doi.org/10.1093/biomet/69.3.553">Harrington and Fleming 1982</seealso>
public static class LogRank
{
    /// <summary>Tests whether groups have the same hazard.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="group">Any label per subject; at least two different ones.</param>
    /// <param name="weighting">Weight of each event time; equal weights when omitted.</param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time, as in R's
    /// <c>Surv(entry, time, event)</c>: at risk from just after it. All from 0 when omitted.
    /// </param>
    /// <exception cref="SurvivalDataException">Lengths differ, a time is not allowed, or there is only one group.</exception>
    public static LogRankResult Test(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<int> group,
        LogRankWeighting? weighting = null,
        ReadOnlySpan<double> entry = default)
    {
        var labels = CheckedLabels(time, observed, group);
        Require.Entry(entry, time);
        var sums = new LogRankSums(labels);
        sums.Add(time.ToArray(), observed.ToArray(), Positions(group, labels), weighting ?? LogRankWeighting.None, entry.ToArray());
        return new LogRankResult(sums);
    }

    /// <summary>Tests whether groups have the same hazard within each stratum: subjects are compared within their stratum only.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="group">Any label per subject; at least two different ones.</param>
    /// <param name="stratum">Any label per subject, such as the cohort or the hospital.</param>
    /// <param name="weighting">Weight of each event time, from the survival within the stratum; equal weights when omitted.</param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time, as in R's
    /// <c>Surv(entry, time, event)</c>: at risk from just after it. All from 0 when omitted.
    /// </param>
    /// <exception cref="SurvivalDataException">Lengths differ, a time is not allowed, or there is only one group.</exception>
    public static LogRankResult TestStratified(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<int> group,
        ReadOnlySpan<int> stratum,
        LogRankWeighting? weighting = null,
        ReadOnlySpan<double> entry = default)
    {
        var labels = CheckedLabels(time, observed, group);
        Require.Entry(entry, time);
        Require.SameLength(stratum.Length, nameof(stratum), time.Length);
        weighting ??= LogRankWeighting.None;
        var positions = Positions(group, labels);
        var sums = new LogRankSums(labels);
        foreach (var members in Strata.Members(stratum))
        {
            double[] entries = entry.IsEmpty ? [] : Strata.Pick(entry, members);
            sums.Add(Strata.Pick(time, members), Strata.Pick(observed, members), Strata.Pick<int>(positions, members), weighting, entries);
        }
        return new LogRankResult(sums);
    }

    private static int[] CheckedLabels(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<int> group)
    {
        Require.Sample(time, observed);
        Require.SameLength(group.Length, nameof(group), time.Length);
        int[] labels = [.. group.ToArray().Distinct().Order()];
        if (labels.Length > 1) return labels;
        throw new SurvivalDataException(
            $"All {time.Length} subjects are in group {labels[0]}: expected at least two groups.", nameof(group));
    }

    private static int[] Positions(ReadOnlySpan<int> group, int[] labels)
    {
        var positions = new int[group.Length];
        for (var i = 0; i < positions.Length; i++) positions[i] = Array.BinarySearch(labels, group[i]);
        return positions;
    }
}
