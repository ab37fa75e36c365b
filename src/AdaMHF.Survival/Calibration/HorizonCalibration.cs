using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Calibration at one horizon: do 80 of 100 patients survive five years when 0.8 was predicted for them?</summary>
/// <remarks>
/// Interpretation: groups on the diagonal (predicted = observed, within the interval) are calibrated; below it the model is too optimistic.
/// A wide interval reflects few subjects in the group, not a bad model. The observed survival is the Kaplan-Meier estimate, which assumes
/// that censoring is unrelated to the outcome within the group.
/// </remarks>
/// <seealso href="https://doi.org/10.1002/sim.8570">Austin, Harrell and van Klaveren 2020</seealso>
public static class HorizonCalibration
{
    /// <summary>
    /// Compares mean predicted with Kaplan-Meier survival in groups of rising prediction, the points of a calibration plot.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictedSurvival">Per subject, its predicted probability of surviving beyond the horizon, 0 to 1.</param>
    /// <param name="horizon">The horizon, above 0, in the unit of the times.</param>
    /// <param name="groups">Number of groups of about equal size, at least 1; 1 is calibration in the large.</param>
    /// <returns>At most as many groups as asked for: equal predictions stay in one group.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not finite and above 0, or there is no group.</exception>
    public static ImmutableArray<CalibrationGroup> Compute(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> predictedSurvival, double horizon, int groups = 10)
    {
        Check(time, observed, predictedSurvival, horizon, groups);
        var predicted = predictedSurvival.ToArray();
        var points = ImmutableArray.CreateBuilder<CalibrationGroup>(groups);
        foreach (var members in GroupsOf(predicted, groups)) points.Add(Point(time, observed, predicted, members, horizon));
        return points.DrainToImmutable();
    }

    internal static void Check(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> predictedSurvival, double horizon, int groups)
    {
        Require.Sample(time, observed);
        Require.SameLength(predictedSurvival.Length, nameof(predictedSurvival), time.Length);
        Require.Probabilities(predictedSurvival, nameof(predictedSurvival));
        Require.Positive(horizon, nameof(horizon));
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
    }

    /// <summary>Subjects in groups of about equal size by rising prediction; equal predictions stay in one group.</summary>
    internal static IEnumerable<int[]> GroupsOf(double[] predicted, int groups)
    {
        var order = Enumerable.Range(0, predicted.Length).OrderBy(subject => predicted[subject]).ToArray();
        for (int group = 0, start = 0; group < groups; group++)
        {
            var end = (int)((long)(group + 1) * order.Length / groups);
            if (end <= start) continue;
            while (end < order.Length && predicted[order[end]] == predicted[order[end - 1]]) end++;
            yield return order[start..end];
            start = end;
        }
    }

    private static CalibrationGroup Point(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[] predicted, int[] members, double horizon)
    {
        var curve = KaplanMeier.Fit(Strata.Pick(time, members), Strata.Pick(observed, members));
        var mean = members.Average(subject => predicted[subject]);
        var survival = curve.SurvivalAt(horizon);
        if (curve.Times[^1] < horizon && survival > 0)
        {
            return new CalibrationGroup(
                members.Length,
                mean,
                double.NaN,
                double.NaN,
                double.NaN,
                $"The longest time in the group is {Require.Text(curve.Times[^1])}, before the horizon {Require.Text(horizon)}, " +
                "and some survived it.");
        }
        var band = curve.Interval();
        return new CalibrationGroup(
            members.Length,
            mean,
            survival,
            StepCurve.At(curve.Times.AsSpan(), band.Lower.AsSpan(), horizon, 1),
            StepCurve.At(curve.Times.AsSpan(), band.Upper.AsSpan(), horizon, 1),
            null);
    }
}
