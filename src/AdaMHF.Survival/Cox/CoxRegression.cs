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
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time, as in R's
    /// <c>Surv(entry, time, event)</c>. All from 0 when omitted.
    /// </param>
    /// <param name="stratum">
    /// Any label per subject: coefficients are common, baseline hazards are the stratum's own, see <see cref="CoxModel.Strata"/>. One
    /// stratum when omitted.
    /// </param>
    /// <param name="weight">
    /// Case weights as in R, finite and above 0; 1 each when omitted. Under Efron's rule tied events of differing weight count with their
    /// mean. The standard errors are those of the inverse information (R's <c>naive.var</c>).
    /// </param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, there is no event, or the columns are constant or depend on each other.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static CoxModel Fit(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        double[,] covariates,
        CoxOptions? options = null,
        ReadOnlySpan<double> entry = default,
        ReadOnlySpan<int> stratum = default,
        ReadOnlySpan<double> weight = default)
    {
        options ??= new CoxOptions();
        options.Check();
        Check(time, observed, covariates);
        Require.Entry(entry, time);
        if (!stratum.IsEmpty) Require.SameLength(stratum.Length, nameof(stratum), time.Length);
        if (!weight.IsEmpty) Require.Weights(weight, time.Length);
        var sample = new CoxSample(time.ToArray(), observed.ToArray(), entry.ToArray(), stratum.ToArray(), weight.ToArray());
        var standardized = new StandardizedCovariates(covariates);
        var riskSets = new CoxRiskSets(sample, standardized.Rows, options.Ties);
        var newton = new CoxNewton(riskSets, standardized, options);
        newton.Run();
        int[] labels = stratum.IsEmpty ? [0] : [.. sample.Stratum.Distinct().Order()];
        return new CoxModel(newton, standardized, labels, riskSets.Baselines(standardized.Predictor(newton.Coefficients)));
    }

    private static void Check(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] covariates)
    {
        Require.Sample(time, observed);
        Require.Covariates(covariates, time.Length);
        Require.AnEvent(observed, "a Cox regression");
    }
}
