namespace AdaMHF.Survival;

/// <summary>Two concordance indices of the same subjects and their difference.</summary>
/// <remarks>
/// The subjects that pull one index up mostly pull the other up as well, so the error of the difference comes from the differences
/// of their influences (infinitesimal jackknife), not from the two errors.
/// </remarks>
public sealed class ConcordanceComparison
{
    internal ConcordanceComparison(ConcordanceResult first, ConcordanceResult second, double[] firstInfluence, double[] secondInfluence)
    {
        First = first;
        Second = second;
        Difference = first.ConcordanceIndex - second.ConcordanceIndex;

        var variance = 0.0;
        for (var i = 0; i < firstInfluence.Length; i++) variance += Math.Pow(firstInfluence[i] - secondInfluence[i], 2);
        StandardError = Math.Sqrt(variance);
        if (!(StandardError > 0)) return;
        var halfWidth = Tails.TwoSidedQuantile(first.ConfidenceLevel) * StandardError;
        LowerBound = Math.Max(-1, Difference - halfWidth);
        UpperBound = Math.Min(1, Difference + halfWidth);
        PValue = Tails.TwoSidedNormal(Difference / StandardError);
    }

    /// <summary>Index of the first risk.</summary>
    public ConcordanceResult First { get; }

    /// <summary>Index of the second risk.</summary>
    public ConcordanceResult Second { get; }

    /// <summary>First minus second index, -1 to 1; NaN when no pair is comparable.</summary>
    public double Difference { get; }

    /// <summary>Standard error of the difference; 0 when the two risks order all pairs alike, NaN when no pair is comparable.</summary>
    public double StandardError { get; }

    /// <summary>Lower end of the normal interval of the difference; NaN without a positive standard error.</summary>
    public double LowerBound { get; } = double.NaN;

    /// <summary>Upper end of the normal interval of the difference; NaN without a positive standard error.</summary>
    public double UpperBound { get; } = double.NaN;

    /// <summary>Two-sided p-value of the normal test that the indices are equal; NaN without a positive standard error.</summary>
    public double PValue { get; } = double.NaN;
}
