namespace AdaMHF.Survival;

/// <summary>Cox regressions on one covariate each: a first look at many candidates.</summary>
public static class UnivariateCox
{
    /// <summary>Two-sided Wald p-value of a Cox regression (Efron ties) on one covariate, as <c>coxph</c> in R lists it.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="covariate">One finite value per subject.</param>
    /// <returns>
    /// The p-value; NaN when the covariate does not vary, over all subjects or among those at risk at the events. A covariate that
    /// separates the events perfectly has an infinite standard error and a p-value near 1.
    /// </returns>
    /// <exception cref="SurvivalDataException">Lengths differ, a value is not allowed, or there is no event.</exception>
    public static double PValue(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> covariate)
    {
        Require.Sample(time, observed);
        Require.SameLength(covariate.Length, nameof(covariate), time.Length);
        Require.AnEvent(observed, "a Cox regression");
        var column = new double[covariate.Length, 1];
        for (var i = 0; i < covariate.Length; i++)
        {
            if (!double.IsFinite(covariate[i])) throw Require.Wrong(nameof(covariate), i, covariate[i], "a finite number");
            column[i, 0] = covariate[i];
        }
        if (!VariesAtEvents(time, observed, covariate)) return double.NaN;
        return CoxRegression.Fit(time, observed, column).PValues[0];
    }

    // Subjects censored before the first event do not enter the likelihood.
    private static bool VariesAtEvents(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> covariate)
    {
        var first = double.PositiveInfinity;
        for (var i = 0; i < time.Length; i++)
        {
            if (observed[i]) first = Math.Min(first, time[i]);
        }
        double smallest = double.PositiveInfinity, largest = double.NegativeInfinity;
        for (var i = 0; i < time.Length; i++)
        {
            if (time[i] < first) continue;
            smallest = Math.Min(smallest, covariate[i]);
            largest = Math.Max(largest, covariate[i]);
        }
        return largest - smallest > 1e-12 * Math.Max(Math.Abs(smallest), Math.Abs(largest));
    }
}
