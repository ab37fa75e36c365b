namespace AdaMHF.MLNet;

/// <summary>Feature vectors of patients, and how they were standardised.</summary>
/// <param name="Values">Patients x features, standardised.</param>
/// <param name="Means">What was taken off each feature.</param>
/// <param name="Deviations">What each feature was then divided by.</param>
internal sealed record FeatureVectors(double[,] Values, double[] Means, double[] Deviations)
{
    public int Features => Means.Length;

    /// <summary>Vectors that are used as they are.</summary>
    public static FeatureVectors AsTheyAre(double[][] rows)
    {
        var features = rows[0].Length;
        return Of(rows, new double[features], [.. Enumerable.Repeat(1.0, features)]);
    }

    /// <summary>Vectors of mean 0 and standard deviation 1; a constant feature becomes 0.</summary>
    public static FeatureVectors Standardised(double[][] rows)
    {
        var means = new double[rows[0].Length];
        var deviations = new double[means.Length];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = rows.Average(row => row[i]);
            deviations[i] = Math.Sqrt(rows.Average(row => (row[i] - means[i]) * (row[i] - means[i])));
            // Rounding alone makes no feature.
            if (!(deviations[i] > 1e-7 * Math.Abs(means[i]))) deviations[i] = double.PositiveInfinity;
        }
        var vectors = Of(rows, means, deviations);
        return vectors with { Deviations = Array.ConvertAll(deviations, deviation => double.IsFinite(deviation) ? deviation : 1) };
    }

    /// <summary>Whether a feature differs between patients.</summary>
    public bool Vary() => Enumerable.Range(0, Values.Length).Any(i => Values[i / Features, i % Features] != Values[0, i % Features]);

    private static FeatureVectors Of(double[][] rows, double[] means, double[] deviations)
    {
        var values = new double[rows.Length, means.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = 0; i < means.Length; i++) values[row, i] = (rows[row][i] - means[i]) / deviations[i];
        }
        return new(values, means, deviations);
    }
}
