namespace AdaMHF.Survival;

/// <summary>P-values adjusted for multiple tests, so that a threshold bounds the expected share of false discoveries.</summary>
public static class FalseDiscoveryRate
{
    /// <summary>The step-up procedure of Benjamini and Hochberg; the same values as R's <c>p.adjust(p, "BH")</c>.</summary>
    /// <param name="pValues">P-values in [0, 1]; NaN stands for a test that could not be computed, stays NaN and is not counted.</param>
    /// <returns>Adjusted p-values in the same order, at most 1.</returns>
    /// <exception cref="SurvivalDataException">A value is outside [0, 1].</exception>
    /// <seealso href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg 1995</seealso>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        var known = new List<int>();
        for (var i = 0; i < pValues.Length; i++)
        {
            if (pValues[i] is < 0 or > 1) throw Require.Wrong(nameof(pValues), i, pValues[i], "a p-value in [0, 1], or NaN");
            if (!double.IsNaN(pValues[i])) known.Add(i);
        }

        double[] values = pValues.ToArray(), adjusted = pValues.ToArray();
        int[] falling = [.. known.OrderByDescending(i => values[i])];
        var smallest = 1.0;
        for (var k = 0; k < falling.Length; k++)
        {
            smallest = Math.Min(smallest, values[falling[k]] * falling.Length / (falling.Length - k));
            adjusted[falling[k]] = smallest;
        }
        return adjusted;
    }
}
