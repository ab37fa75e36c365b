namespace AdaMHF.MLNet;

/// <summary>Stored settings of a hazard calibration.</summary>
/// <param name="Prognosis">Time bins of the calibrated model.</param>
/// <param name="Curves">One per time bin.</param>
/// <param name="Method">Kind of curve.</param>
internal sealed record HazardCalibratingSettings(PrognosisSettings Prognosis, CalibrationCurve[] Curves, HazardCalibration Method);
