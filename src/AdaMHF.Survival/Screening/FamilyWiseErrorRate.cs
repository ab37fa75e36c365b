namespace AdaMHF.Survival;

/// <summary>P-values adjusted for multiple tests, so that a threshold bounds the probability of any false discovery.</summary>
public static class FamilyWiseErrorRate
{
    /// <summary>The step-down procedure of Holm; the same values as R's <c>p.adjust(p, "holm")</c>.</summary>
    /// <param name="pValues">P-values in [0, 1]; NaN stands for a test that could not be computed, stays NaN and is not counted.</param>
    /// <returns>Adjusted p-values in the same order, at most 1.</returns>
    /// <exception cref="SurvivalDataException">A value is outside [0, 1].</exception>
    /// <seealso href="https://www.jstor.org/stable/4615733">Holm 1979</seealso>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        for (var i = 0; i < pValues.Length; i++)
        {
            if (pValues[i] is < 0 or > 1) throw Require.Wrong(nameof(pValues), i, pValues[i], "a p-value in [0, 1], or NaN");
        }
        double[] adjusted = pValues.ToArray();
        int[] rising = [.. Enumerable.Range(0, adjusted.Length).Where(i => !double.IsNaN(adjusted[i])).OrderBy(i => adjusted[i])];
        var largest = 0.0;
        for (var k = 0; k < rising.Length; k++)
        {
            largest = Math.Max(largest, Math.Min(1, adjusted[rising[k]] * (rising.Length - k)));
            adjusted[rising[k]] = largest;
        }
        return adjusted;
    }
}
