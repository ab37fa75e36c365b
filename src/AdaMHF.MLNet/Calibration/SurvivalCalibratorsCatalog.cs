using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Calibrators of predicted survival, <c>mlContext.Survival.Calibrators</c>.</summary>
public sealed class SurvivalCalibratorsCatalog
{
    private readonly MLContext _context;

    internal SurvivalCalibratorsCatalog(MLContext context) => _context = context;

    /// <summary>Logistic calibration of each time bin's hazards.</summary>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    public HazardCalibratingEstimator Platt(string timeColumnName = SurvivalColumns.Time, string eventColumnName = SurvivalColumns.Event) =>
        new(_context, HazardCalibration.Platt, timeColumnName, eventColumnName);

    /// <summary>Isotonic calibration of each time bin's hazards, for several hundred patients and more.</summary>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    public HazardCalibratingEstimator Isotonic(
        string timeColumnName = SurvivalColumns.Time, string eventColumnName = SurvivalColumns.Event) =>
        new(_context, HazardCalibration.Isotonic, timeColumnName, eventColumnName);
}
