namespace AdaMHF.Survival;

public static partial class Concordance
{
    /// <summary>Compares two risks of the same subjects by Harrell's index over pairs within strata, such as folds.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="first">First risk per subject; larger for an earlier expected event.</param>
    /// <param name="second">Second risk of the same subjects, in the same order.</param>
    /// <param name="stratum">Any label per subject; risks of different strata are never compared.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <param name="entry">Time from which each subject is under observation; all from 0 when omitted.</param>
    /// <returns>Both indices and their difference, first minus second, with its paired standard error.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static ConcordanceComparison CompareStratified(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<int> stratum,
        ConcordanceOptions? options = null,
        ReadOnlySpan<double> entry = default)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(time, observed, first, options, nameof(first));
        Require.Risk(second, time.Length, nameof(second));
        Require.SameLength(stratum.Length, nameof(stratum), time.Length);
        Require.Entry(entry, time);
        var firstSums = SumsWithin(stratum, time, observed, first, options, entry);
        var secondSums = SumsWithin(stratum, time, observed, second, options, entry);
        return Compared(firstSums, secondSums, observed, options);
    }

    /// <summary>Compares two risks of the same subjects by Harrell's index.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="first">First risk per subject; larger for an earlier expected event.</param>
    /// <param name="second">Second risk of the same subjects, in the same order.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time; a pair is comparable when both
    /// are at risk at the earlier one's event, as in R. All from 0 when omitted.
    /// </param>
    /// <returns>Both indices and their difference, first minus second, with its paired standard error.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static ConcordanceComparison Compare(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ConcordanceOptions? options = null,
        ReadOnlySpan<double> entry = default)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(time, observed, first, options, nameof(first));
        Require.Risk(second, time.Length, nameof(second));
        Require.Entry(entry, time);
        var firstSums = Sums(time, observed, first, options, entry: entry);
        var secondSums = Sums(time, observed, second, options, entry: entry);
        return Compared(firstSums, secondSums, observed, options);
    }

    private static ConcordanceComparison Compared(
        PairSums first, PairSums second, ReadOnlySpan<bool> observed, ConcordanceOptions options) => new(
        ConcordanceResult.From(first, observed, options),
        ConcordanceResult.From(second, observed, options),
        first.Influence(),
        second.Influence());
}
