namespace AdaMHF.Survival;

/// <summary>Two concordance indices of the same subjects and their difference.</summary>
/// <remarks>
/// The two indices are correlated, because they share their subjects: the standard error of the difference comes from the differences of
/// the subjects' influences (infinitesimal jackknife), not from the two standard errors.
/// <para>
/// Interpretation: an interval of the difference that excludes 0 says that one risk ranks these patients better; whether the intervals of
/// the two indices overlap does not. It covers the sampling of patients, not the variation between training runs of one method.
/// </para>
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
        UndefinedReason = WhyUndefined(first);
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

    /// <summary>Standard error of the difference; 0 when the two risks order all pairs equally, NaN when no pair is comparable.</summary>
    public double StandardError { get; }

    /// <summary>Lower end of the normal interval of the difference; NaN without a positive standard error.</summary>
    public double LowerBound { get; } = double.NaN;

    /// <summary>Upper end of the normal interval of the difference; NaN without a positive standard error.</summary>
    public double UpperBound { get; } = double.NaN;

    /// <summary>Two-sided p-value of the normal test that the indices are equal; NaN without a positive standard error.</summary>
    public double PValue { get; } = double.NaN;

    /// <summary>Why the difference, or its interval and p-value, are NaN; null when all are defined.</summary>
    public string? UndefinedReason { get; }

    private string? WhyUndefined(ConcordanceResult first) =>
        first.UndefinedReason ?? (StandardError > 0
            ? null
            : "Both risks order all pairs equally, so the standard error of their difference is 0.");
}
