namespace AdaMHF.MLNet;

/// <summary>Mean and variance of one gene over the rows that have it.</summary>
/// <param name="Count">Number of rows that have the gene.</param>
/// <param name="Mean">Mean; 0 without a row.</param>
/// <param name="Variance">Population variance; 0 without a row.</param>
internal readonly record struct GeneStatistics(int Count, double Mean, double Variance)
{
    /// <summary>
    /// Standard deviation that values are divided by. 1 for a constant gene, by the rule of scikit-learn's StandardScaler: a variance
    /// within its own rounding error counts as 0. Infinity for a gene that no row has, so that it is 0 in every prediction.
    /// </summary>
    public double Deviation
    {
        get
        {
            const double Epsilon = 2.220446049250313e-16;
            if (Count == 0) return double.PositiveInfinity;
            var rounding = (Count * Epsilon * Variance) + Math.Pow(Count * Mean * Epsilon, 2);
            return Variance <= rounding ? 1 : Math.Sqrt(Variance);
        }
    }

    public static GeneStatistics Of(IEnumerable<double> values)
    {
        // Welford's recurrence: one pass, and accurate for values that are large compared with their spread.
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            var difference = value - mean;
            mean += difference / ++count;
            squares += difference * (value - mean);
        }
        return new(count, mean, squares / Math.Max(1, count));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Log2(float value) => Math.Log2(1 + (double)value);
}
