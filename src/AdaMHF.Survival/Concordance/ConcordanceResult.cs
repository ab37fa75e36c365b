namespace AdaMHF.Survival;

/// <summary>A concordance index with the pairs behind it and its uncertainty.</summary>
/// <remarks>
/// <code>
/// C  = (concordant + 0.5 * tied) / (concordant + discordant + tied)
/// se = sqrt(sum_i ((N_i - C * D_i) / D)^2)
/// </code>
/// N_i is the sum of the scores (1, 0.5, 0) and D_i the number of the comparable pairs that contain subject i, D the number of
/// all comparable pairs: the infinitesimal jackknife, which R's survival package reports as well.
/// <para>
/// Interpretation: in this share of the pairs of which it is known who died first, the patient with the higher risk died first. 0.5 is
/// chance; below 0.5 the risk is inverted. The index measures ranking only: a risk may rank well and be far from the true probabilities.
/// With few events the interval is wide: look at <see cref="Events"/> and <see cref="ComparablePairs"/> before comparing two indices.
/// </para>
/// </remarks>
public sealed class ConcordanceResult
{
    /// <summary>
    /// Share of comparable pairs in which the subject with the higher risk had the earlier event, 0 to 1; 0.5 for a risk without
    /// information. NaN when no pair is comparable, see <see cref="UndefinedReason"/>.
    /// </summary>
    public required double ConcordanceIndex { get; init; }

    /// <summary>Why the index is NaN; null when it is defined.</summary>
    public string? UndefinedReason { get; init; }

    /// <summary>Comparable pairs whose risks are ordered as their times are.</summary>
    public required long Concordant { get; init; }

    /// <summary>Comparable pairs whose risks are ordered the other way round.</summary>
    public required long Discordant { get; init; }

    /// <summary>Comparable pairs whose risks are tied.</summary>
    public required long TiedRisk { get; init; }

    /// <summary>Pairs in which it is known who had the event first: the event's time is earlier, or equal to a censored time.</summary>
    public long ComparablePairs => Concordant + Discordant + TiedRisk;

    /// <summary>Comparable pairs of an event and a censoring at one time; scikit-survival's <c>tied_time</c>.</summary>
    public required long EventCensoredSameTime { get; init; }

    /// <summary>Pairs of events at one time with different risks; not comparable. R's <c>tied.y</c>.</summary>
    public required long TiedEventTimes { get; init; }

    /// <summary>Pairs of events at one time with tied risks; not comparable. R's <c>tied.xy</c>.</summary>
    public required long TiedEventTimesAndRisks { get; init; }

    /// <summary>
    /// Sum of the weights of the concordant pairs; equal to <see cref="Concordant"/> for Harrell's index without weights.
    /// </summary>
    public required double ConcordantWeight { get; init; }

    /// <summary>
    /// Sum of the weights of the discordant pairs; equal to <see cref="Discordant"/> for Harrell's index without weights.
    /// </summary>
    public required double DiscordantWeight { get; init; }

    /// <summary>
    /// Sum of the weights of the pairs tied in risk; equal to <see cref="TiedRisk"/> for Harrell's index without weights.
    /// </summary>
    public required double TiedRiskWeight { get; init; }

    /// <summary>Why interval and p-value are NaN although the index may be defined; null when they are defined.</summary>
    public string? IntervalUndefinedReason => UndefinedReason
        ?? (StandardError > 0
            ? null
            : "Every subject has the same share of concordant pairs, so the standard error is 0 and says nothing about the uncertainty.");

    /// <summary>Number of subjects.</summary>
    public required int Subjects { get; init; }

    /// <summary>Number of observed events, beyond the truncation time too.</summary>
    public required int Events { get; init; }

    /// <summary>
    /// Standard error by the infinitesimal jackknife. NaN when the index is; 0 when every subject has the same share of concordant
    /// pairs, as under a perfect ranking, where it says nothing about the uncertainty.
    /// </summary>
    public required double StandardError { get; init; }

    /// <summary>Probability that the interval is built for.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>Lower end of the normal interval, at least 0; NaN without a positive standard error.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper end of the normal interval, at most 1; NaN without a positive standard error.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Two-sided p-value of the normal test that the index is 0.5; NaN without a positive standard error.</summary>
    public required double PValue { get; init; }

    internal static ConcordanceResult From(PairSums sums, ReadOnlySpan<bool> observed, ConcordanceOptions options)
    {
        var index = sums.ConcordanceIndex;
        var error = Math.Sqrt(sums.Variance());
        var halfWidth = error > 0 ? Tails.TwoSidedQuantile(options.ConfidenceLevel) * error : double.NaN;
        var events = observed.Count(true);
        return new ConcordanceResult
        {
            ConcordanceIndex = index,
            UndefinedReason = double.IsNaN(index) ? WhyUndefined(observed.Length, events, options.Truncation) : null,
            Concordant = sums.Concordant,
            Discordant = sums.Discordant,
            TiedRisk = sums.TiedRisk,
            EventCensoredSameTime = sums.EventCensoredSameTime,
            TiedEventTimes = sums.TiedEventTimes,
            TiedEventTimesAndRisks = sums.TiedEventTimesAndRisks,
            ConcordantWeight = sums.ConcordantWeight,
            DiscordantWeight = sums.DiscordantWeight,
            TiedRiskWeight = sums.TiedRiskWeight,
            Subjects = observed.Length,
            Events = events,
            StandardError = error,
            ConfidenceLevel = options.ConfidenceLevel,
            LowerBound = Math.Max(0, index - halfWidth),
            UpperBound = Math.Min(1, index + halfWidth),
            PValue = error > 0 ? Tails.TwoSidedNormal((index - 0.5) / error) : double.NaN,
        };
    }

    private static string WhyUndefined(int subjects, int events, double truncation)
    {
        if (events == 0) return $"None of the {subjects} subjects had an event, so no pair is comparable.";
        var within = double.IsPositiveInfinity(truncation) ? "" : $" up to the truncation time {Require.Text(truncation)}";
        return $"No event{within} is followed by a later time ({events} events, {subjects} subjects), so no pair is comparable.";
    }
}
