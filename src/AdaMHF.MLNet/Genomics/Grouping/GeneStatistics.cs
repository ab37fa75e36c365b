namespace AdaMHF.MLNet;

/// <summary>Mean and spread of one gene over the rows that have it.</summary>
/// <param name="Count">Rows that have it.</param>
/// <param name="Mean">Mean; 0 without a row.</param>
/// <param name="Variance">Population variance; 0 without a row.</param>
internal readonly record struct GeneStatistics(int Count, double Mean, double Variance)
{
    /// <summary>
    /// What standardising divides by. A constant gene is divided by 1, judged as scikit-learn's StandardScaler does: a variance within the rounding error of its
    /// computation is none. A gene that no row had tells nothing, whatever it is later.
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
        // Welford's recurrence: one pass, and no loss when values are large beside their spread.
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
