namespace AdaMHF.Survival;

/// <summary>
/// Linear regression of discrete hazards: a logistic regression over all (subject, time bin) pairs at risk, with an intercept per bin.
/// </summary>
/// <remarks>
/// The likelihood is the one that the networks of this field are trained with: an event in bin k counts
/// log h_k + sum_{j &lt; k} log(1 - h_j), a censoring in bin k sum_{j &lt;= k} log(1 - h_j). Times within a bin are tied by construction.
/// <para>
/// Interpretation: a coefficient is a log odds ratio per bin, close to a log hazard ratio where hazards are small. Unlike a Cox model it
/// predicts probabilities without a separate baseline estimate. Use a ridge penalty when there are fewer than about ten events per
/// covariate.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1111/j.2517-6161.1972.tb00899.x">Cox 1972, section 6</seealso>
public static class DiscreteHazardRegression
{
    /// <summary>Fits the model by Newton's method with step halving; every step costs O(n (bins + columns)^2).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the bins.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="covariates">Subjects x columns, finite, in any units; at least one column.</param>
    /// <param name="bins">The time bins; each must hold an event.</param>
    /// <param name="options">Penalty and iteration; no penalty when omitted.</param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, a bin holds no event, or the columns are constant or depend on each other.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static DiscreteHazardModel Fit(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] covariates, TimeBins bins, DiscreteHazardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bins);
        options ??= new DiscreteHazardOptions();
        options.Check();
        Require.Sample(time, observed);
        Require.Covariates(covariates, time.Length);
        Require.AnEvent(observed, "a discrete-hazard regression");

        var lastBin = new int[time.Length];
        var events = new int[bins.Count];
        for (var i = 0; i < lastBin.Length; i++)
        {
            lastBin[i] = bins.IndexOf(time[i]);
            if (observed[i]) events[lastBin[i]]++;
        }
        var empty = Array.IndexOf(events, 0);
        if (empty >= 0)
        {
            throw new SurvivalDataException(
                $"Time bin {empty}, from {Require.Text(bins.Edges[empty])} to {Require.Text(bins.Edges[empty + 1])}, holds no event, " +
                "so its hazard is undetermined: use fewer bins.",
                nameof(bins));
        }

        var standardized = new StandardizedCovariates(covariates);
        var newton = new DiscreteHazardNewton(standardized.Rows, lastBin, observed.ToArray(), bins.Count, options);
        newton.Run();
        return new DiscreteHazardModel(
            [.. newton.Intercepts],
            [.. newton.Coefficients.Select((coefficient, column) => coefficient / standardized.Deviations[column])],
            [.. standardized.Means],
            newton.LogLikelihood,
            newton.Converged);
    }
}
