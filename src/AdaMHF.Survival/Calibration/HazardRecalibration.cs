using System.Collections.Immutable;
using MathNet.Numerics;

namespace AdaMHF.Survival;

/// <summary>
/// Turns predicted discrete hazards into calibrated ones: one slope for the log odds of all hazards and one intercept per time bin.
/// </summary>
/// <remarks>
/// Logistic regression over the subjects at risk in each bin (<see cref="TimeBins.AtRisk"/>), fitted to predictions of models that did not
/// see them. Targets are smoothed by one subject on either side, as Platt's are. It has few numbers, for few events; Platt's method in each
/// bin has two per bin. Interpretation: a slope below 1 says that the hazards were too extreme.
/// </remarks>
/// <seealso href="https://doi.org/10.1007/s10994-007-5018-6">Lin, Lin and Weng 2007: Platt's method</seealso>
public sealed class HazardRecalibration
{
    private HazardRecalibration(double slope, ImmutableArray<double> intercepts) => (Slope, Intercepts) = (slope, intercepts);

    /// <summary>Slope on the log odds of the hazard, at least 0.</summary>
    public double Slope { get; }

    /// <summary>Intercept of each bin on the log odds of the hazard; NaN for a bin without anybody at risk, which stays as it is.</summary>
    public ImmutableArray<double> Intercepts { get; }

    /// <summary>Fits the slope and the intercepts. Where the slope is below 0, only the levels are fitted.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="hazards">[subjects, bins], each 0 to 1.</param>
    /// <param name="bins">The bins of the hazards.</param>
    /// <param name="end">Where the last, open bin ends, above its lower edge.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static HazardRecalibration Fit(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] hazards, TimeBins bins, double end)
    {
        ArgumentNullException.ThrowIfNull(hazards);
        ArgumentNullException.ThrowIfNull(bins);
        Require.Sample(time, observed);
        Require.SameLength(hazards.GetLength(0), nameof(hazards), time.Length);
        Require.SameLength(hazards.GetLength(1), nameof(hazards), bins.Count);
        foreach (var hazard in hazards) Require.Probabilities([hazard], nameof(hazards));
        var strata = new LogisticStratum[bins.Count];
        for (var bin = 0; bin < bins.Count; bin++)
        {
            var atRisk = bins.AtRisk(bin, time, observed, end);
            double[] logOdds = [.. atRisk.Subjects.Select(subject => LogOdds.Of(hazards[subject, bin]))];
            strata[bin] = LogisticStratum.WithPlattTargets(logOdds, [.. atRisk.Events], [.. logOdds.Select(_ => 1.0)]);
        }
        var (slope, intercepts) = SharedSlopeRegression.Fit(strata);
        return new(slope, [.. strata.Zip(intercepts, (stratum, intercept) => stratum.X.Length == 0 ? double.NaN : intercept)]);
    }

    /// <summary>The calibrated hazard of a bin.</summary>
    /// <param name="bin">Number of the bin, from 0.</param>
    /// <param name="hazard">Predicted hazard, 0 to 1.</param>
    public double Apply(int bin, double hazard) => double.IsNaN(Intercepts[bin])
        ? hazard
        : SpecialFunctions.Logistic((Slope * LogOdds.Of(hazard)) + Intercepts[bin]);
}
