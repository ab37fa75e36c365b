namespace AdaMHF.Survival;

/// <summary>The Cox partial likelihood of given log hazards, with nothing fitted.</summary>
/// <seealso href="https://doi.org/10.1111/j.2517-6161.1972.tb00899.x">Cox 1972</seealso>
public static class CoxPartialLikelihood
{
    /// <summary>The log partial likelihood, summed over the events, in O(n log n).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="logHazard">Log of each subject's hazard relative to any common reference; finite.</param>
    /// <param name="ties">Treatment of tied events.</param>
    /// <returns>The log likelihood, at most 0; 0 without an event.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static double LogLikelihood(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> logHazard, CoxTies ties = CoxTies.Efron) =>
        RiskSets(time, observed, logHazard, ties).Evaluate(logHazard.ToArray()).LogLikelihood;

    /// <summary>Martingale residuals: events observed minus events expected per subject, given the log hazards.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="logHazard">Log of each subject's hazard relative to any common reference; finite.</param>
    /// <param name="ties">Treatment of tied events.</param>
    /// <returns>One residual per subject, at most 1; they sum to 0.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static double[] MartingaleResiduals(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> logHazard, CoxTies ties = CoxTies.Efron)
    {
        var baseline = RiskSets(time, observed, logHazard, ties).Baselines(logHazard.ToArray())[0];
        var residuals = new double[time.Length];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = (observed[i] ? 1 : 0) - Math.Exp(logHazard[i]) * baseline.Accumulated(time[i], observed[i]);
        return residuals;
    }

    private static CoxRiskSets RiskSets(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> logHazard, CoxTies ties)
    {
        Require.Sample(time, observed);
        Require.SameLength(logHazard.Length, nameof(logHazard), time.Length);
        for (var i = 0; i < logHazard.Length; i++)
        {
            if (!double.IsFinite(logHazard[i])) throw Require.Wrong(nameof(logHazard), i, logHazard[i], "a finite log hazard");
        }
        var rows = new double[time.Length][];
        Array.Fill(rows, []);
        return new CoxRiskSets(CoxSample.Of(time, observed), rows, ties);
    }
}
