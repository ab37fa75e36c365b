namespace AdaMHF.Survival;

/// <summary>Tests whether predicted and Kaplan-Meier survival at a horizon differ in groups of rising prediction.</summary>
/// <remarks>
/// Groups are those of <see cref="HorizonCalibration"/>. A group whose estimate is 0, 1 or undefined has no variance and is left out.
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
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not finite and above 0, or there are fewer than two groups.</exception>
    public static GroupedCalibrationResult Test(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> predictedSurvival,
        double horizon,
        int groups = 10,
        bool fittedOnTheseSubjects = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        HorizonCalibration.Check(time, observed, predictedSurvival, horizon, groups);
        double plain = 0, greenwood = 0;
        var used = 0;
        foreach (var members in HorizonCalibration.GroupsOf(predictedSurvival.ToArray(), groups))
        {
            var curve = KaplanMeier.Fit(Strata.Pick(time, members), Strata.Pick(observed, members));
            var predicted = Strata.Pick(predictedSurvival, members).Average();
            var survival = curve.SurvivalAt(horizon);
            var variance = survival * survival * StepCurve.At(curve.Times.AsSpan(), curve.LogVariance.AsSpan(), horizon, 0);
            if ((curve.Times[^1] < horizon && survival > 0) || !(variance > 0) || predicted is 0 or 1) continue;
            var square = (survival - predicted) * (survival - predicted);
            plain += members.Length * square / (predicted * (1 - predicted));
            greenwood += square / variance;
            used++;
        }
        var freedom = fittedOnTheseSubjects ? used - 1 : used;
        return used < 2
            ? new(used, double.NaN, double.NaN, double.NaN, double.NaN, 0, $"{used} groups have a Kaplan-Meier estimate with a variance.")
            : new(used, plain, Tails.ChiSquare(plain, freedom), greenwood, Tails.ChiSquare(greenwood, freedom), freedom, null);
    }
}
