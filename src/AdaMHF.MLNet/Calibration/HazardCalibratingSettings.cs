namespace AdaMHF.MLNet;

/// <summary>What a calibration is saved with.</summary>
/// <param name="Prognosis">Time bins of the model that was calibrated.</param>
/// <param name="Curves">One per time bin.</param>
/// <param name="Method">How they were fitted.</param>
internal sealed record HazardCalibratingSettings(PrognosisSettings Prognosis, CalibrationCurve[] Curves, HazardCalibration Method);
