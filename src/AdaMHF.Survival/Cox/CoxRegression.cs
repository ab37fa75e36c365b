namespace AdaMHF.Survival;

/// <summary>Cox proportional hazards regression on tabular covariates.</summary>
/// <remarks>
/// The hazard of a subject with covariates x is h0(t) exp(beta' x). The coefficients maximise the partial likelihood, less an optional
/// ridge penalty, by Newton's method with step halving; every step costs O(n columns^2).
/// <para>
/// Interpretation: exp(coefficient) is the hazard ratio of subjects that differ by one unit; the model's risk is what a network should
/// outperform. The model assumes proportional hazards. Use a ridge penalty when there are fewer than about ten events per covariate.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1111/j.2517-6161.1972.tb00899.x">Cox 1972</seealso>
public static class CoxRegression
{
    /// <summary>Fits the model.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="covariates">Subjects x columns, finite, in any units; at least one column.</param>
    /// <param name="options">Ties, penalty and iteration; Efron without penalty when omitted.</param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, there is no event, or the columns are constant or depend on each other.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static CoxModel Fit(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] covariates, CoxOptions? options = null)
    {
        options ??= new CoxOptions();
        options.Check();
        Check(time, observed, covariates);
        var standardized = new StandardizedCovariates(covariates);
        var riskSets = new CoxRiskSets(time.ToArray(), observed.ToArray(), standardized.Rows, options.Ties);
        var newton = new CoxNewton(riskSets, standardized, options);
        newton.Run();
        return new CoxModel(newton, standardized, riskSets.Baseline(standardized.Predictor(newton.Coefficients)));
    }

    private static void Check(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] covariates)
    {
        Require.Sample(time, observed);
        Require.Covariates(covariates, time.Length);
        Require.AnEvent(observed, "a Cox regression");
    }
}
