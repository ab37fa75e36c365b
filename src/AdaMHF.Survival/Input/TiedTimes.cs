namespace AdaMHF.Survival;

/// <summary>Follow-up times that differ only by rounding.</summary>
public static class TiedTimes
{
    /// <summary>
    /// Relative distance below which R's survival package treats two times as one: the square root of the machine epsilon.
    /// </summary>
    public const double RTolerance = 1.4901161193847656e-8;

    /// <summary>
    /// Gives times that are closer than the tolerance one value, the smallest of them, so that 0.1 + 0.2 and 0.3 are tied.
    /// </summary>
    /// <param name="time">Times, finite and at least 0, in any order and unit.</param>
    /// <param name="tolerance">
    /// Largest distance of neighbouring times that are merged, absolute or relative to the mean distinct time; at least 0.
    /// </param>
    /// <returns>The merged times in the given order.</returns>
    /// <remarks>
    /// R (survival) merges before every analysis; scikit-survival, lifelines and pycox never do, and neither does this library unless
    /// asked.
    /// </remarks>
    /// <exception cref="SurvivalDataException">A time is negative, infinite or NaN.</exception>
    public static double[] Merge(ReadOnlySpan<double> time, double tolerance = RTolerance)
    {
        Require.Times(time, nameof(time));
        Require.NotNegative(tolerance, nameof(tolerance));
        var (sorted, subjects) = new SortBuffer(time.Length).Sort(time);
        MergeSorted(sorted, tolerance);
        var merged = new double[sorted.Length];
        for (var i = 0; i < merged.Length; i++) merged[subjects[i]] = sorted[i];
        return merged;
    }

    /// <summary>The same for times that are sorted already, in place.</summary>
    internal static void MergeSorted(Span<double> sorted, double tolerance)
    {
        var widest = tolerance * Math.Max(1, MeanDistinct(sorted));
        double before = double.NaN, representative = double.NaN;
        for (var i = 0; i < sorted.Length; i++)
        {
            var time = sorted[i];
            if (!(time - before <= widest)) representative = time;
            before = time;
            sorted[i] = representative;
        }
    }

    private static double MeanDistinct(ReadOnlySpan<double> sorted)
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] == sorted[i - 1]) continue;
            sum += sorted[i];
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }
}
