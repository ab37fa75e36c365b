namespace AdaMHF.Survival;

/// <summary>The logarithmic score of predicted survival curves for right-censored data: a proper score of the whole curve.</summary>
/// <remarks>
/// A subject with an event scores -log f(t), a censored one -log S(t), with the density f of its predicted curve. Curves are straight lines
/// between the times of the predictions, so f is minus their slope. Follow-up beyond the last of these times is cut there.
/// <para>
/// Interpretation: smaller is better, and a difference of 0.1 means that the data are exp(0.1) times as likely per subject. The density
/// depends on the unit of time, so compare models on the same subjects alone. An event where a curve is flat has an infinite score.
/// </para>
/// </remarks>
/// <seealso href="https://proceedings.mlr.press/v151/rindt22a.html">Rindt et al. 2022</seealso>
public static class CensoredLogScore
{
    /// <summary>Computes the mean score, in O(subjects log times).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the prediction times.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictions">One curve per subject, in the same order; falling, of shape <see cref="CurveShape.Linear"/>.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, a value is not allowed, or the curves are steps.</exception>
    public static CensoredLogScoreResult Compute(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, SurvivalPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Require.Sample(time, observed);
        Require.SameLength(predictions.Subjects, nameof(predictions), time.Length);
        if (predictions.Shape != CurveShape.Linear)
            throw new SurvivalDataException("predictions are steps, which have no density: expected linear curves.", nameof(predictions));

        var sum = 0.0;
        var impossible = 0;
        var end = predictions.Times[^1];
        for (var i = 0; i < time.Length; i++)
        {
            var likelihood = observed[i] && time[i] <= end
                ? Density(predictions, i, time[i])
                : predictions.At(i, Math.Min(time[i], end));
            if (!(likelihood > 0)) impossible++;
            sum -= Math.Log(Math.Max(0, likelihood));
        }
        return new(
            sum / time.Length,
            impossible == 0 ? null : $"{impossible} of {time.Length} outcomes have the predicted density or probability 0.");
    }

    // The density of the piece that ends at or after the time.
    private static double Density(SurvivalPredictions predictions, int subject, double time)
    {
        var position = predictions.Times.AsSpan().BinarySearch(time);
        var right = Math.Max(position >= 0 ? position : ~position, predictions.Times[0] > 0 ? 0 : 1);
        var (start, before) = right == 0 ? (0, 1) : (predictions.Times[right - 1], predictions[subject, right - 1]);
        return (before - predictions[subject, right]) / (predictions.Times[right] - start);
    }
}
