using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Decision curves: whether acting on predictions does more good than acting on everyone or on nobody.</summary>
/// <remarks>
/// At a threshold p, those whose predicted risk of an event up to the horizon is at least p are acted upon, a share q of them; by
/// Kaplan-Meier a share d of these have the event. Net benefit = q d - q (1 - d) p / (1 - p).
/// <para>
/// Interpretation: a model is useful at the thresholds at which its net benefit is above that of acting on everyone and above 0. The
/// threshold says how many false alarms one true positive is worth; it is a choice of the clinic, not of the data.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1186/1472-6947-8-53">Vickers et al. 2008</seealso>
public static class DecisionCurve
{
    /// <summary>Net benefit at some thresholds, in O(n log n) per threshold.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictedRisk">Per subject, its predicted probability of an event up to the horizon, 0 to 1.</param>
    /// <param name="horizon">The horizon, above 0, in the unit of the times.</param>
    /// <param name="thresholds">Thresholds, each strictly between 0 and 1.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not finite and above 0, or a threshold is no fraction.</exception>
    public static ImmutableArray<NetBenefit> Compute(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> predictedRisk,
        double horizon,
        ReadOnlySpan<double> thresholds)
    {
        Require.Sample(time, observed);
        Require.SameLength(predictedRisk.Length, nameof(predictedRisk), time.Length);
        Require.Probabilities(predictedRisk, nameof(predictedRisk));
        Require.Positive(horizon, nameof(horizon));
        foreach (var threshold in thresholds) Require.Fraction(threshold, nameof(thresholds));

        var risks = predictedRisk.ToArray();
        var everyone = Died(time, observed, [.. Enumerable.Range(0, risks.Length)], horizon);
        var points = ImmutableArray.CreateBuilder<NetBenefit>(thresholds.Length);
        foreach (var threshold in thresholds)
        {
            int[] acted = [.. Enumerable.Range(0, risks.Length).Where(subject => risks[subject] >= threshold)];
            var (share, died) = ((double)acted.Length / risks.Length, acted.Length == 0 ? 0 : Died(time, observed, acted, horizon));
            points.Add(new NetBenefit(
                threshold, Benefit(share, died, threshold), Benefit(1, everyone, threshold), share, Reason(died, everyone, horizon)));
        }
        return points.DrainToImmutable();
    }

    private static double Benefit(double share, double died, double threshold) =>
        share * (died - ((1 - died) * threshold / (1 - threshold)));

    private static double Died(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, int[] members, double horizon)
    {
        var curve = KaplanMeier.Fit(Strata.Pick(time, members), Strata.Pick(observed, members));
        return curve.Times[^1] < horizon && curve.Survival[^1] > 0 ? double.NaN : 1 - curve.SurvivalAt(horizon);
    }

    private static string? Reason(double died, double everyone, double horizon)
    {
        if (!double.IsNaN(died) && !double.IsNaN(everyone)) return null;
        var who = double.IsNaN(everyone) ? "any subject" : "any subject who is acted upon";
        return $"The follow-up of {who} ends before the horizon {Require.Text(horizon)}, and some were alive then.";
    }
}
