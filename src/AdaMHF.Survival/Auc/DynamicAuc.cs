namespace AdaMHF.Survival;

/// <summary>
/// The cumulative/dynamic AUC: at time t, how well the risk separates subjects with an event up to t (cases) from those still without
/// (controls).
/// </summary>
/// <remarks>
/// AUC(t) = sum over cases i and controls j of v_i * score(r_i, r_j), divided by sum of v_i times the number of controls, with v_i = 1 / G
/// and score 1, 0.5 for a tie, or 0. Risks are tied within 1e-8, pair by pair.
/// <para>
/// Interpretation: AUC(24 months) = 0.7 means that in 70 % of the pairs of a patient who died within two years and one who lived longer,
/// the first had the higher risk; 0.5 is chance. It shows at which times a risk is good, where a concordance index is one number for all
/// times. Evaluation times outside the follow-up are refused, because cases or controls are missing there.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1198/016214507000000149">Uno et al. 2007</seealso>
public static class DynamicAuc
{
    private const double RiskTolerance = 1e-8;

    /// <summary>AUC of a risk that does not change with time, all times in one sweep of O((n + times) log n).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="times">Rising evaluation times, from the smallest to below the largest follow-up time.</param>
    /// <param name="censoring">Censoring distribution; from this sample when omitted. scikit-survival uses the training set.</param>
    /// <param name="moment">When G is read for an event: just before it (riskRegression) or at it (scikit-survival).</param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, or the weight of an event is unknown or infinite.
    /// </exception>
    public static DynamicAucResult Compute(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ReadOnlySpan<double> times,
        CensoringDistribution? censoring = null,
        CensoringMoment moment = CensoringMoment.BeforeEvent)
    {
        Require.Sample(time, observed);
        Require.Risk(risk, time.Length);
        Require.WithinFollowUp(times, time, nameof(times));
        var weights = CaseWeights(time, observed, censoring, moment, times[^1]);
        var sweep = new AucSweep(time.ToArray(), observed.ToArray(), weights, new RiskRanks(risk, RiskTolerance));
        var values = new double[times.Length];
        for (var k = 0; k < values.Length; k++) values[k] = sweep.MoveTo(times[k]);
        return Result(time, observed, times, values);
    }

    /// <summary>AUC of predicted survival: at each time of the predictions the risk is one minus the predicted probability.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the prediction times.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictions">
    /// One row per subject, in the same order; times from the smallest to below the largest follow-up time.
    /// </param>
    /// <param name="censoring">Censoring distribution; from this sample when omitted. scikit-survival uses the training set.</param>
    /// <param name="moment">When G is read for an event: just before it (riskRegression) or at it (scikit-survival).</param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, or the weight of an event is unknown or infinite.
    /// </exception>
    public static DynamicAucResult Compute(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        SurvivalPredictions predictions,
        CensoringDistribution? censoring = null,
        CensoringMoment moment = CensoringMoment.BeforeEvent)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Require.Sample(time, observed);
        Require.SameLength(predictions.Subjects, nameof(predictions), time.Length);
        Require.WithinFollowUp(predictions.Times.AsSpan(), time, nameof(predictions));
        double[] times = [.. predictions.Times], timeArray = time.ToArray();
        var observedArray = observed.ToArray();
        var weights = CaseWeights(time, observed, censoring, moment, times[^1]);
        var values = new double[times.Length];
        for (var k = 0; k < values.Length; k++)
        {
            var risk = new double[time.Length];
            for (var i = 0; i < risk.Length; i++) risk[i] = 1 - predictions[i, k];
            values[k] = new AucSweep(timeArray, observedArray, weights, new RiskRanks(risk, RiskTolerance)).MoveTo(times[k]);
        }
        return Result(time, observed, times, values);
    }

    private static double[] CaseWeights(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, CensoringDistribution? censoring, CensoringMoment moment, double lastTime)
    {
        var distribution = censoring ?? CensoringDistribution.Fit(time, observed);
        var weights = new double[time.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (observed[i] && time[i] <= lastTime) weights[i] = distribution.InverseFor(time[i], moment);
        }
        return weights;
    }

    private static string? WhyUndefined(ReadOnlySpan<double> times, double[] values)
    {
        var undefined = values.Count(double.IsNaN);
        if (undefined == 0) return null;
        return undefined == values.Length
            ? $"No event was observed up to the last time {Require.Text(times[^1])}, so there is no case."
            : $"No event was observed up to the time {Require.Text(times[undefined - 1])}, so there is no case until then.";
    }

    private static DynamicAucResult Result(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> times, double[] values)
    {
        var curve = KaplanMeier.Fit(time, observed);
        double before = 1, sum = 0;
        for (var k = 0; k < times.Length; k++)
        {
            var survival = curve.SurvivalAt(times[k]);
            // Without a drop the weight is 0, and the AUC may still be NaN.
            if (survival < before) sum += values[k] * (before - survival);
            before = survival;
        }
        return new DynamicAucResult([.. times], [.. values], sum / (1 - before), WhyUndefined(times, values));
    }
}
