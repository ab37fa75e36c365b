namespace AdaMHF.Survival;

/// <summary>Concordance indices: how well a risk orders the subjects by their event times.</summary>
/// <remarks>
/// A pair is comparable when the one with the earlier time had an event, or when the times are equal and only one had an event.
/// Two events at one time are not comparable. A larger risk stands for an earlier expected event. All indices take O(n log n) time,
/// standard error included.
/// </remarks>
public static partial class Concordance
{
    /// <summary>Harrell's concordance index.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    /// <seealso href="https://doi.org/10.1001/jama.1982.03320430047030">Harrell et al. 1982</seealso>
    public static ConcordanceResult Harrell(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> risk, ConcordanceOptions? options = null)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        var times = CheckedTimes(time, observed, risk, options);
        return ConcordanceResult.From(HarrellSums(times, observed, risk, options), observed, options);
    }

    /// <summary>Harrell's index over pairs within strata: the counts of the strata are added before the one division.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="stratum">Any label per subject: the fold or the cohort, say.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static ConcordanceResult HarrellStratified(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ReadOnlySpan<int> stratum,
        ConcordanceOptions? options = null)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        var times = CheckedTimes(time, observed, risk, options);
        Require.SameLength(stratum.Length, nameof(stratum), time.Length);
        var sums = new PairSums(times.Length);
        foreach (var members in Strata.Members(stratum))
        {
            var part = HarrellSums(
                Strata.Pick<double>(times, members), Strata.Pick(observed, members), Strata.Pick(risk, members), options);
            sums.AddStratum(part, members);
        }
        return ConcordanceResult.From(sums, observed, options);
    }

    /// <summary>Compares two risks of the same subjects by Harrell's index.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="first">First risk per subject; larger for an earlier expected event.</param>
    /// <param name="second">Second risk of the same subjects, in the same order.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <returns>Both indices and their difference, first minus second, with its paired standard error.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static ConcordanceComparison Compare(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ConcordanceOptions? options = null)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        var times = CheckedTimes(time, observed, first, options, nameof(first));
        Require.Risk(second, time.Length, nameof(second));
        var firstSums = HarrellSums(times, observed, first, options);
        var secondSums = HarrellSums(times, observed, second, options);
        return new ConcordanceComparison(
            ConcordanceResult.From(firstSums, observed, options),
            ConcordanceResult.From(secondSums, observed, options),
            firstSums.Influence(),
            secondSums.Influence());
    }

    private static double[] CheckedTimes(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ConcordanceOptions options,
        string riskName = "risk")
    {
        options.Check();
        Require.Sample(time, observed);
        Require.Risk(risk, time.Length, riskName);
        return options.MergeCloseTimes ? TiedTimes.Merge(time) : time.ToArray();
    }

    private static PairSums HarrellSums(
        double[] time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> risk, ConcordanceOptions options) =>
        Sums(time, observed, risk, _ => 1, options);

    private static PairSums Sums(
        double[] time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> risk, Func<double, double> weightAt, ConcordanceOptions options)
    {
        var isCase = new bool[time.Length];
        var weight = new double[time.Length];
        for (var i = 0; i < isCase.Length; i++)
        {
            isCase[i] = observed[i] && options.Includes(time[i]);
            if (isCase[i]) weight[i] = weightAt(time[i]);
        }
        return new PairSweep(time, isCase, weight, new RiskRanks(risk.ToArray(), options.RiskTolerance)).Run();
    }
}
