namespace AdaMHF.Survival;

/// <summary>Tests whether predicted and observed survival at a horizon differ in groups of rising prediction.</summary>
/// <remarks>
/// Groups are those of <see cref="HorizonCalibration"/>. A group whose estimate is 0, 1 or undefined has no variance and is left out.
/// Observed is the Kaplan-Meier estimate of the group or, in the weighted form that audits of published models use, the share of events up
/// to the horizon among those whose state then is known, each with the weight 1 / G.
/// Interpretation: few subjects per group make both tests unreliable; five events per group is a common rule.
/// </remarks>
/// <seealso href="https://doi.org/10.1016/S0169-7161(03)23001-7">D'Agostino and Nam 2004</seealso>
/// <seealso href="https://doi.org/10.1002/sim.6428">Demler, Paynter and Cook 2015</seealso>
public static class GroupedCalibration
{
    /// <summary>Tests calibration at a horizon.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictedSurvival">Per subject, its predicted probability of surviving beyond the horizon, 0 to 1.</param>
    /// <param name="horizon">The horizon, above 0, in the unit of the times.</param>
    /// <param name="groups">Number of groups of about equal size, at least 2.</param>
    /// <param name="fittedOnTheseSubjects">
    /// Whether the model was fitted on these subjects, which costs a degree of freedom, as published. Default false: held-out subjects,
    /// with as many degrees of freedom as groups.
    /// </param>
    /// <param name="censoring">Censoring distribution of the weighted form; from these subjects when omitted.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not finite and above 0, or there are fewer than two groups.</exception>
    public static GroupedCalibrationResult Test(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> predictedSurvival,
        double horizon,
        int groups = 10,
        bool fittedOnTheseSubjects = false,
        CensoringDistribution? censoring = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        HorizonCalibration.Check(time, observed, predictedSurvival, horizon, groups);
        var weights = HorizonWeights.Of(time, observed, horizon, censoring ?? CensoringDistribution.Fit(time, observed));
        double plain = 0, greenwood = 0, adjusted = 0, weighted = 0;
        int used = 0, known = 0;
        foreach (var members in HorizonCalibration.GroupsOf(predictedSurvival.ToArray(), groups))
        {
            var curve = KaplanMeier.Fit(Strata.Pick(time, members), Strata.Pick(observed, members));
            var predicted = Strata.Pick(predictedSurvival, members).Average();
            if (Survived(time, members, horizon, weights) is { } share && predicted is not (0 or 1))
            {
                weighted += members.Length * (share - predicted) * (share - predicted) / (predicted * (1 - predicted));
                known++;
            }
            var survival = curve.SurvivalAt(horizon);
            var variance = survival * survival * StepCurve.At(curve.Times.AsSpan(), curve.LogVariance.AsSpan(), horizon, 0);
            if ((curve.Times[^1] < horizon && survival > 0) || !(variance > 0) || predicted is 0 or 1) continue;
            var square = (survival - predicted) * (survival - predicted);
            plain += members.Length * square / (predicted * (1 - predicted));
            greenwood += square / variance;
            // As many uncensored subjects as would give the estimate this variance.
            var subjects = survival * (1 - survival) / variance;
            adjusted += subjects * square / (predicted * (1 - predicted));
            used++;
        }
        int Freedom(int count) => fittedOnTheseSubjects ? count - 1 : count;
        var freedom = Freedom(used);
        var result = used < 2
            ? new(used, double.NaN, double.NaN, double.NaN, double.NaN, 0, $"{used} groups have a Kaplan-Meier estimate with a variance.")
            : new GroupedCalibrationResult(
                used, plain, Tails.ChiSquare(plain, freedom), greenwood, Tails.ChiSquare(greenwood, freedom), freedom, null)
            {
                Adjusted = adjusted,
                AdjustedPValue = Tails.ChiSquare(adjusted, freedom),
            };
        return known < 2
            ? result
            : result with { Weighted = weighted, WeightedGroups = known, WeightedPValue = Tails.ChiSquare(weighted, Freedom(known)) };
    }

    private static double? Survived(ReadOnlySpan<double> time, int[] members, double horizon, double[] weights)
    {
        double all = 0, survived = 0;
        foreach (var member in members)
        {
            all += weights[member];
            if (time[member] > horizon) survived += weights[member];
        }
        return all > 0 ? survived / all : null;
    }
}
