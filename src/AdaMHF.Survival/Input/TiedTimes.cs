namespace AdaMHF.Survival;

/// <summary>Follow-up times that differ only by rounding.</summary>
public static class TiedTimes
{
    /// <summary>
    /// Relative distance below which R's survival package takes two times for one: the square root of the machine epsilon.
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
        double[] merged = time.ToArray();
        double[] distinct = [.. merged.Distinct().Order()];
        if (distinct.Length < 2) return merged;

        var widest = tolerance * Math.Max(1, distinct.Average());
        var representative = new Dictionary<double, double>(distinct.Length) { [distinct[0]] = distinct[0] };
        for (var i = 1; i < distinct.Length; i++)
        {
            var joins = distinct[i] - distinct[i - 1] <= widest;
            representative[distinct[i]] = joins ? representative[distinct[i - 1]] : distinct[i];
        }
        return Array.ConvertAll(merged, value => representative[value]);
    }
}
