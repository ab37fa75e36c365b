using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>The Brier score for censored data: mean squared error of predicted survival, weighted for the censored.</summary>
/// <remarks>
/// At time t, subject i with prediction P_i(t): an event up to t has the weight 1 / G at its own time, a subject still under
/// observation 1 / G(t), one censored up to t none. BS(t) = sum_i w_i (1[t_i &gt; t] - P_i(t))^2 / n.
/// <para>
/// Interpretation: 0 is perfect, and a constant prediction of 0.5 gets 0.25. A useful model is below the score of the sample's
/// Kaplan-Meier curve, predicted for everyone. The score measures calibration and ranking together, so a model with a good concordance
/// index can still have a poor score. It takes probabilities, not risk scores; times outside the follow-up are refused.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1002/(SICI)1097-0258(19990915/30)18:17/18%3C2529::AID-SIM274%3E3.0.CO;2-5">Graf et al. 1999</seealso>
public static class BrierScore
{
    /// <summary>Computes the score at every time of the predictions, and the integrated score, in O(subjects x times).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the prediction times.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictions">
    /// One row per subject, in the same order; times from the smallest to below the largest follow-up time.
    /// </param>
    /// <param name="censoring">Censoring distribution; from this sample when omitted.</param>
    /// <param name="moment">When G is read for an event: just before it (riskRegression, pec, pycox) or at it (scikit-survival).</param>
    /// <param name="divisor">What the sum is divided by.</param>
    /// <remarks>A subject whose G is 0 gets no weight, as in scikit-survival.</remarks>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, or the censoring distribution is unknown at a time that is needed.
    /// </exception>
    public static BrierResult Compute(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        SurvivalPredictions predictions,
        CensoringDistribution? censoring = null,
        CensoringMoment moment = CensoringMoment.BeforeEvent,
        BrierDivisor divisor = BrierDivisor.Subjects)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Require.Sample(time, observed);
        Require.SameLength(predictions.Subjects, nameof(predictions), time.Length);
        Require.WithinFollowUp(predictions.Times.AsSpan(), time, nameof(predictions));

        var distribution = censoring ?? CensoringDistribution.Fit(time, observed);
        var eventWeights = EventWeights(time, observed, distribution, moment, predictions.Times[^1]);
        var scores = new double[predictions.Times.Length];
        for (var k = 0; k < scores.Length; k++)
        {
            var controlWeight = Weight(distribution.For(predictions.Times[k], CensoringMoment.AtEvent));
            double errors = 0, weights = 0;
            for (var i = 0; i < time.Length; i++)
            {
                var survived = time[i] > predictions.Times[k];
                var weight = survived ? controlWeight : eventWeights[i];
                var error = (survived ? 1 : 0) - predictions[i, k];
                errors += weight * error * error;
                weights += weight;
            }
            scores[k] = errors / (divisor == BrierDivisor.Subjects ? time.Length : weights);
        }
        return new BrierResult(
            predictions.Times,
            [.. scores],
            Integral(predictions.Times.AsSpan(), scores),
            WhyUndefined(predictions.Times, scores));
    }

    /// <summary>
    /// The score when every subject is given the Kaplan-Meier curve of the sample: the reference that a useful model undercuts.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="times">Rising times, from the smallest to below the largest follow-up time.</param>
    /// <param name="censoring">Censoring distribution; from this sample when omitted.</param>
    /// <exception cref="SurvivalDataException">As for <see cref="Compute"/>.</exception>
    public static BrierResult OfKaplanMeier(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> times, CensoringDistribution? censoring = null)
    {
        var curve = KaplanMeier.Fit(time, observed);
        var everybody = new double[time.Length, times.Length];
        for (var k = 0; k < times.Length; k++)
        {
            var survival = curve.SurvivalAt(times[k]);
            for (var i = 0; i < time.Length; i++) everybody[i, k] = survival;
        }
        return Compute(time, observed, new SurvivalPredictions(times, everybody), censoring);
    }

    private static string? WhyUndefined(ImmutableArray<double> times, double[] scores)
    {
        var undefined = Array.FindIndex(scores, double.IsNaN);
        if (undefined >= 0)
            return $"No subject has a weight at the time {Require.Text(times[undefined])}: all were censored before it.";
        return times.Length > 1
            ? null
            : $"There is one evaluation time, {Require.Text(times[0])}: expected at least two for the integrated score.";
    }

    private static double[] EventWeights(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, CensoringDistribution censoring, CensoringMoment moment, double lastTime)
    {
        var weights = new double[time.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (observed[i] && time[i] <= lastTime) weights[i] = Weight(censoring.For(time[i], moment));
        }
        return weights;
    }

    private static double Weight(double probability) => probability > 0 ? 1 / probability : 0;

    private static double Integral(ReadOnlySpan<double> times, double[] scores)
    {
        if (times.Length < 2) return double.NaN;
        var area = 0.0;
        for (var k = 1; k < times.Length; k++) area += (times[k] - times[k - 1]) * (scores[k] + scores[k - 1]) / 2;
        return area / (times[^1] - times[0]);
    }
}
