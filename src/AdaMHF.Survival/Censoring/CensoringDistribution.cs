using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>
/// The estimated probability G(t) of not being censored up to a time; its inverse weights events to correct for censoring.
/// </summary>
/// <remarks>
/// G(u_k) = prod_{l &lt;= k} (1 - c_l / (n_l - d_l)), with c censorings and d events among n subjects at risk. Interpretation: an event at
/// a time with G = 0.25 represents four, three of whom were censored before. The estimate assumes that censoring is unrelated to the risk.
/// Without censoring it is 1 everywhere.
/// </remarks>
/// <seealso href="https://doi.org/10.1007/978-1-4757-1229-2_14">Robins and Rotnitzky 1992</seealso>
public sealed class CensoringDistribution
{
    private CensoringDistribution(RiskTable table, CensoringTies ties)
    {
        var survival = new double[table.Times.Length];
        var current = 1.0;
        for (var k = 0; k < survival.Length; k++)
        {
            var atRisk = ties == CensoringTies.EventsFirst ? table.AtRisk[k] - table.Events[k] : table.AtRisk[k];
            if (table.Censored[k] > 0) current *= 1 - table.Censored[k] / atRisk;
            survival[k] = current;
        }
        Times = [.. table.Times];
        Survival = [.. survival];
    }

    /// <summary>The distinct times of the sample, rising.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>Probability of being uncensored beyond each time, 0 to 1.</summary>
    public ImmutableArray<double> Survival { get; }

    /// <summary>Estimates the distribution from a sample: the training set, or the evaluated sample itself.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="ties">Who is at risk of being censored at a time that also has events.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a time is not allowed.</exception>
    public static CensoringDistribution Fit(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, CensoringTies ties = CensoringTies.EventsFirst)
    {
        Require.Sample(time, observed);
        return new CensoringDistribution(RiskTable.Of(time, observed), ties);
    }

    /// <summary>Probability of being uncensored beyond a time, G(t).</summary>
    /// <param name="time">A time of at least 0.</param>
    /// <returns>0 to 1; NaN after the last time of the sample, unless the curve ended at 0 or nobody was censored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double At(double time)
    {
        Require.NotNegative(time, nameof(time));
        return IsUnknownAt(time) ? double.NaN : StepCurve.At(Times.AsSpan(), Survival.AsSpan(), time, 1);
    }

    /// <summary>Probability of being uncensored just before a time, G(t-).</summary>
    /// <param name="time">A time of at least 0.</param>
    /// <returns>0 to 1; NaN after the last time of the sample, unless the curve ended at 0 or nobody was censored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double Before(double time)
    {
        Require.NotNegative(time, nameof(time));
        return IsUnknownAt(time) ? double.NaN : StepCurve.Before(Times.AsSpan(), Survival.AsSpan(), time, 1);
    }

    /// <summary>G for one event time; refuses times after the end of the sample.</summary>
    internal double For(double eventTime, CensoringMoment moment)
    {
        var probability = moment == CensoringMoment.BeforeEvent ? Before(eventTime) : At(eventTime);
        if (!double.IsNaN(probability)) return probability;
        throw new SurvivalDataException(
            $"The censoring distribution is unknown at time {Require.Text(eventTime)}: its sample ends at {Require.Text(Times[^1])}. "
            + "Restrict the evaluated times, or estimate it from a sample with longer follow-up.",
            "censoring");
    }

    /// <summary>1 / G for one event time; refuses a probability of 0.</summary>
    internal double InverseFor(double eventTime, CensoringMoment moment)
    {
        var probability = For(eventTime, moment);
        if (probability > 0) return 1 / probability;
        throw new SurvivalDataException(
            $"The probability of being uncensored is 0 at the event time {Require.Text(eventTime)}, so the event has no finite weight. "
            + "Truncate the statistic before this time, or read the probability just before the event.",
            "censoring");
    }

    private bool IsUnknownAt(double time) => time > Times[^1] && Survival[^1] is > 0 and < 1;
}
