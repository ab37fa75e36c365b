namespace AdaMHF.Survival;

/// <summary>
/// Survival, risk and times from hazards over time bins: h_k is the probability of the event in bin k given survival up to it.
/// </summary>
public static class DiscreteHazards
{
    /// <summary>Probability of surviving each bin, S_k = prod_{j &lt;= k} (1 - h_j).</summary>
    /// <param name="hazards">One hazard per bin, each 0 to 1.</param>
    /// <returns>One probability per bin, falling.</returns>
    /// <exception cref="SurvivalDataException">There is no hazard, or one is not a probability.</exception>
    public static double[] Survival(ReadOnlySpan<double> hazards)
    {
        if (hazards.IsEmpty) throw new SurvivalDataException("hazards is empty: expected one hazard per time bin.", nameof(hazards));
        Require.Probabilities(hazards, nameof(hazards));
        var survival = new double[hazards.Length];
        var current = 1.0;
        for (var k = 0; k < survival.Length; k++) survival[k] = current *= 1 - hazards[k];
        return survival;
    }

    /// <summary>
    /// The risk of MCAT-derived code: minus the sum of the survival probabilities, -bins to 0; larger is worse.
    /// </summary>
    /// <param name="hazards">One hazard per bin, each 0 to 1.</param>
    /// <exception cref="SurvivalDataException">There is no hazard, or one is not a probability.</exception>
    public static double Risk(ReadOnlySpan<double> hazards) => -Survival(hazards).Sum();

    /// <summary>
    /// Log likelihood of one subject: log h_k + sum_{j &lt; k} log(1 - h_j) for an event in bin k, sum_{j &lt;= k} log(1 - h_j) for a
    /// censoring.
    /// </summary>
    /// <param name="hazards">One hazard per bin, each 0 to 1.</param>
    /// <param name="bin">Bin of the event or censoring, from 0.</param>
    /// <param name="observed">Whether the event was observed.</param>
    /// <returns>
    /// At most 0; a probability below 1e-7 counts as 1e-7, as in the losses of MCAT-derived code, so that the result is finite.
    /// </returns>
    /// <exception cref="SurvivalDataException">There is no hazard, or one is not a probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bin.</exception>
    public static double LogLikelihood(ReadOnlySpan<double> hazards, int bin, bool observed)
    {
        const double Smallest = 1e-7;
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, hazards.Length);
        var survival = Survival(hazards);
        if (!observed) return Math.Log(Math.Max(survival[bin], Smallest));
        var death = Math.Log(Math.Max(hazards[bin], Smallest));
        return bin == 0 ? death : death + Math.Log(Math.Max(survival[bin - 1], Smallest));
    }

    /// <summary>Probability of surviving beyond a time, linear within each bin.</summary>
    /// <param name="hazards">One hazard per bin, each 0 to 1.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="time">A time from 0 to <paramref name="horizon"/>.</param>
    /// <param name="horizon">Where the last bin ends: a finite time above the last inner edge, such as the longest follow-up.</param>
    /// <exception cref="SurvivalDataException">The hazards do not fit the bins, or one is not a probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time or the horizon is out of range.</exception>
    public static double SurvivalAt(ReadOnlySpan<double> hazards, TimeBins bins, double time, double horizon)
    {
        var curve = new HazardCurve(hazards, bins, horizon);
        if (time >= 0 && time <= horizon) return curve.SurvivalAt(time);
        throw new ArgumentOutOfRangeException(
            nameof(time), time, $"time is {Require.Text(time)}: expected a time from 0 to the horizon {Require.Text(horizon)}.");
    }

    /// <summary>Expected time up to a horizon: the area under the survival curve, which is linear within each bin.</summary>
    /// <param name="hazards">One hazard per bin, each 0 to 1.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="horizon">Where the last bin ends: a finite time above the last inner edge, such as the longest follow-up.</param>
    /// <returns>A time from 0 to the horizon; survivors count with the horizon.</returns>
    /// <exception cref="SurvivalDataException">The hazards do not fit the bins, or one is not a probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public static double ExpectedTime(ReadOnlySpan<double> hazards, TimeBins bins, double horizon) =>
        new HazardCurve(hazards, bins, horizon).Area();

    /// <summary>
    /// Time by which the event has happened with probability one half, on a survival curve that is linear within each bin.
    /// </summary>
    /// <param name="hazards">One hazard per bin, each 0 to 1.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="horizon">Where the last bin ends: a finite time above the last inner edge, such as the longest follow-up.</param>
    /// <returns>The time, or NaN when more than half survive the horizon.</returns>
    /// <exception cref="SurvivalDataException">The hazards do not fit the bins, or one is not a probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public static double MedianTime(ReadOnlySpan<double> hazards, TimeBins bins, double horizon) =>
        new HazardCurve(hazards, bins, horizon).FirstTimeAt(0.5);

    /// <summary>log(1 + e^x) without overflow: minus the log probability whose logit is -x.</summary>
    internal static double SoftPlus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
}
