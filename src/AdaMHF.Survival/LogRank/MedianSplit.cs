namespace AdaMHF.Survival;

/// <summary>Splits subjects into a low-risk and a high-risk half, as survival plots of this field do.</summary>
public static class MedianSplit
{
    /// <summary>Group 1 where the risk is at least the median, else group 0.</summary>
    /// <param name="risk">Risk per subject; not NaN.</param>
    /// <returns>One group per subject, ready for <see cref="LogRank.Test"/>; a subject exactly at the median is in group 1.</returns>
    /// <remarks>
    /// This is the rule behind the published p-values of MCAT-derived code. GPDBN and PathomicFusion put subjects at the median into the
    /// low-risk group; the two differ only where risks are tied at the median or their number is odd.
    /// </remarks>
    /// <exception cref="SurvivalDataException">There is no subject, or a risk is NaN.</exception>
    public static int[] HighRisk(ReadOnlySpan<double> risk)
    {
        if (risk.IsEmpty) throw new SurvivalDataException("risk is empty: expected one risk per subject.", nameof(risk));
        Require.Risk(risk, risk.Length);
        var sorted = risk.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;

        var groups = new int[risk.Length];
        for (var i = 0; i < groups.Length; i++) groups[i] = risk[i] >= median ? 1 : 0;
        return groups;
    }
}
