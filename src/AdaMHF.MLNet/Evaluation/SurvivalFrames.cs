using AdaMHF.Survival;
using Microsoft.Data.Analysis;

namespace AdaMHF.MLNet;

/// <summary>Results of AdaMHF.Survival as tables.</summary>
public static class SurvivalFrames
{
    /// <summary>
    /// One row per covariate: Covariate, Coefficient, HazardRatio, LowerBound and UpperBound (95 %, of the hazard ratio), StandardError,
    /// PValue.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="names">Name of each covariate, in the order of the fit; numbers from 1 when null.</param>
    /// <exception cref="ArgumentException">The number of names differs from that of covariates.</exception>
    public static DataFrame ToDataFrame(this CoxModel model, IReadOnlyList<string>? names = null)
    {
        const double Z = 1.959963984540054;
        ArgumentNullException.ThrowIfNull(model);
        var columns = Enumerable.Range(0, model.Coefficients.Length).ToArray();
        if (names is not null && names.Count != columns.Length)
            throw new ArgumentException($"Expected the names of {columns.Length} covariates, got {names.Count}.", nameof(names));
        return new DataFrame(
            new StringDataFrameColumn("Covariate", columns.Select(i => names?[i] ?? FormattableString.Invariant($"{i + 1}"))),
            new DoubleDataFrameColumn("Coefficient", model.Coefficients),
            new DoubleDataFrameColumn("HazardRatio", columns.Select(i => Math.Exp(model.Coefficients[i]))),
            new DoubleDataFrameColumn("LowerBound", columns.Select(i => Math.Exp(model.Coefficients[i] - (Z * model.StandardErrors[i])))),
            new DoubleDataFrameColumn("UpperBound", columns.Select(i => Math.Exp(model.Coefficients[i] + (Z * model.StandardErrors[i])))),
            new DoubleDataFrameColumn("StandardError", model.StandardErrors),
            new DoubleDataFrameColumn("PValue", model.PValues));
    }

    /// <summary>One row per time: Time, AtRisk, Events, Censored, Survival, LowerBound and UpperBound (95 %, log-log).</summary>
    /// <param name="curve">The curve.</param>
    public static DataFrame ToDataFrame(this KaplanMeierCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var band = curve.Interval();
        return new DataFrame(
            new DoubleDataFrameColumn("Time", curve.Times),
            new DoubleDataFrameColumn("AtRisk", curve.AtRisk),
            new DoubleDataFrameColumn("Events", curve.Events),
            new DoubleDataFrameColumn("Censored", curve.Censored),
            new DoubleDataFrameColumn("Survival", curve.Survival),
            new DoubleDataFrameColumn("LowerBound", band.Lower),
            new DoubleDataFrameColumn("UpperBound", band.Upper));
    }
}
