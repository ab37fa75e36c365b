namespace AdaMHF.Testing;

/// <summary>Sample statistics that tests compare with known truths.</summary>
public static class Statistics
{
    public static double Variance(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    public static double Correlation(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / ((x.Count - 1) * Math.Sqrt(Variance(x) * Variance(y)));
    }

    /// <summary>Slope of the straight line of y over x.</summary>
    public static double Slope(IReadOnlyList<double> x, IReadOnlyList<double> y) =>
        Correlation(x, y) * Math.Sqrt(Variance(y) / Variance(x));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
