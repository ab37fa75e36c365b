using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Calibration of one system's curves on one cohort, fold by fold, of complete held-out patients.</summary>
/// <remarks>
/// Each unit is tested alone, at the median time of death of its held-out patients and over all times; p-values are adjusted over the units
/// after Benjamini and Hochberg. Explained variation and calibration error are means over the units. Recalibration of a unit is fitted on
/// the held-out patients of the other folds of its seed, by the models that did not see them.
/// </remarks>
internal sealed class CalibrationSummary
{
    private const double FalseDiscoveries = 0.05;

    private readonly UnitCalibration[] _units;
    private readonly bool _hasOtherFolds;

    private CalibrationSummary(UnitCalibration[] units, bool hasOtherFolds) => (_units, _hasOtherFolds) = (units, hasOtherFolds);

    /// <summary>Units rejected at the median time of death, in fifths of rising prediction, adjusted for censoring.</summary>
    public RejectedUnits Rejected => Count(unit => unit.GroupedPValue);

    /// <summary>Units rejected there by the weighted Hosmer-Lemeshow form, whose variance ignores censoring.</summary>
    public RejectedUnits RejectedWeighted => Count(unit => unit.WeightedPValue);

    /// <summary>Units rejected over all times by A-calibration.</summary>
    public RejectedUnits RejectedOverall => Count(unit => unit.OverallPValue);

    /// <summary>Units rejected at the median after Platt scaling; null where no unit has another fold.</summary>
    public RejectedUnits? RejectedAfterPlatt => _hasOtherFolds ? Count(unit => unit.AfterPlattPValue) : null;

    /// <summary>Units rejected at the median after isotonic regression; null where no unit has another fold.</summary>
    public RejectedUnits? RejectedAfterIsotonic => _hasOtherFolds ? Count(unit => unit.AfterIsotonicPValue) : null;

    /// <summary>Mean integrated calibration index.</summary>
    public double Error => Mean(unit => unit.Error);

    /// <summary>Mean slope of calibration; 1 for calibrated curves.</summary>
    public double Slope => Mean(unit => unit.Slope);

    /// <summary>Mean of 1 - Brier score / that of the held-out patients' Kaplan-Meier curve, at the deciles of deaths.</summary>
    public double ExplainedVariation => Mean(unit => unit.ExplainedVariation);

    /// <summary>Null where no unit predicts curves.</summary>
    public static CalibrationSummary? Of(IEnumerable<UnitResult> units)
    {
        (WorkUnit Unit, UnitCurves Curves)[] all =
        [
            .. from unit in units
               let curves = UnitCurves.Of(unit)
               where curves is not null
               select (unit.Manifest.Unit, curves),
        ];
        UnitCalibration[] tested =
        [
            .. from one in all
               let calibration = UnitCalibration.Of(one.Curves, OtherFolds(one.Unit))
               where calibration is not null
               select calibration,
        ];
        return tested.Length == 0 ? null : new(tested, all.Any(one => OtherFolds(one.Unit).Length > 0));

        UnitCurves[] OtherFolds(WorkUnit unit) =>
            [.. all.Where(other => other.Unit.Seed == unit.Seed && other.Unit.Fold != unit.Fold).Select(other => other.Curves)];
    }

    private RejectedUnits Count(Func<UnitCalibration, double> pValue)
    {
        var adjusted = FalseDiscoveryRate.BenjaminiHochberg([.. _units.Select(pValue)]);
        return new(adjusted.Count(p => p < FalseDiscoveries), adjusted.Count(p => !double.IsNaN(p)));
    }

    private double Mean(Func<UnitCalibration, double> value) =>
        _units.Select(value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
