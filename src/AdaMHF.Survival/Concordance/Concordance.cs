namespace AdaMHF.Survival;

/// <summary>Concordance indices: how well a risk orders the subjects by their event times.</summary>
/// <remarks>
/// A pair is comparable when the one with the earlier time had an event, or when the times are equal and only one had an event.
/// Two events at one time are not comparable. A larger risk means an earlier expected event. All indices take O(n log n) time,
/// standard error included.
/// </remarks>
public static partial class Concordance
{
    /// <summary>Harrell's concordance index.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <param name="weight">
    /// Number of subjects that each one represents, finite and above 0; 1 each when omitted. A pair counts the product. The result is that
    /// of the sample with each subject repeated, standard error included, except that pairs are counted as rows. (R treats weights as
    /// sampling weights and squares them in its standard error.)
    /// </param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time; a pair is comparable when both
    /// are at risk at the earlier one's event, as in R. All from 0 when omitted.
    /// </param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    /// <seealso href="https://doi.org/10.1001/jama.1982.03320430047030">Harrell et al. 1982</seealso>
    public static ConcordanceResult Harrell(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ConcordanceOptions? options = null,
        ReadOnlySpan<double> weight = default,
        ReadOnlySpan<double> entry = default)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(time, observed, risk, options);
        if (!weight.IsEmpty) Require.Weights(weight, time.Length);
        Require.Entry(entry, time);
        return ConcordanceResult.From(Sums(time, observed, risk, options, subjectWeight: weight, entry: entry), observed, options);
    }

    /// <summary>Harrell's index over pairs within strata: the counts of the strata are added before the one division.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="stratum">Any label per subject, such as the fold or the cohort.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time; a pair is comparable when both
    /// are at risk at the earlier one's event, as in R. All from 0 when omitted.
    /// </param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static ConcordanceResult HarrellStratified(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ReadOnlySpan<int> stratum,
        ConcordanceOptions? options = null,
        ReadOnlySpan<double> entry = default)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(time, observed, risk, options);
        Require.Entry(entry, time);
        Require.SameLength(stratum.Length, nameof(stratum), time.Length);
        return ConcordanceResult.From(SumsWithin(stratum, time, observed, risk, options, entry), observed, options);
    }

    private static void Check(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ConcordanceOptions options,
        string riskName = "risk")
    {
        options.Check();
        Require.Sample(time, observed);
        Require.Risk(risk, time.Length, riskName);
    }

    private static PairSums SumsWithin(
        ReadOnlySpan<int> stratum,
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ConcordanceOptions options,
        ReadOnlySpan<double> entry = default)
    {
        ReadOnlySpan<double> times = options.MergeCloseTimes ? TiedTimes.Merge(time) : time;
        var sums = new PairSums(time.Length);
        foreach (var members in Strata.Members(stratum))
        {
            double[] entries = entry.IsEmpty ? [] : Strata.Pick(entry, members);
            var part = Sums(
                Strata.Pick(times, members), Strata.Pick(observed, members), Strata.Pick(risk, members), options, entry: entries);
            sums.AddStratum(part, members);
        }
        return sums;
    }

    private static PairSums Sums(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ConcordanceOptions options,
        Func<double, double>? weightAt = null,
        ReadOnlySpan<double> subjectWeight = default,
        ReadOnlySpan<double> entry = default)
    {
        var buffer = new SortBuffer(time.Length);
        var ranks = new RiskRanks(risk, options.RiskTolerance, buffer);
        var (order, entries) = Ordered(time, observed, entry, options, buffer);

        var isCase = new bool[time.Length];
        var caseWeight = weightAt is null ? null : new double[time.Length];
        for (var position = 0; position < isCase.Length; position++)
        {
            var (subject, eventTime) = (order.Subjects[position], order.Times[position]);
            isCase[subject] = observed[subject] && options.Includes(eventTime);
            if (isCase[subject] && caseWeight is not null) caseWeight[subject] = weightAt!(eventTime);
        }
        var weights = subjectWeight.IsEmpty ? null : subjectWeight.ToArray();
        return new PairSweep(order, isCase, ranks, caseWeight, weights, entries).Run();
    }

    private static (TimeOrder Order, double[] Entries) Ordered(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> entry,
        ConcordanceOptions options,
        SortBuffer buffer)
    {
        if (entry.IsEmpty || !options.MergeCloseTimes)
            return (TimeOrder.Of(time, observed, options.MergeCloseTimes, buffer), entry.ToArray());
        // An entry that differs from a time by rounding is that time.
        var merged = TiedTimes.Merge([.. time, .. entry]);
        return (TimeOrder.Of(merged.AsSpan(0, time.Length), observed, buffer: buffer), merged[time.Length..]);
    }
}
