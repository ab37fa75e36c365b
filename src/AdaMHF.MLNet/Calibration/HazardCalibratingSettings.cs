namespace AdaMHF.MLNet;

/// <summary>Stored settings of a hazard calibration.</summary>
/// <param name="Prognosis">Time bins of the calibrated model.</param>
/// <param name="Curves">One per time bin.</param>
/// <param name="Method">Kind of curve.</param>
internal sealed record HazardCalibratingSettings(PrognosisSettings Prognosis, CalibrationCurve[] Curves, HazardCalibration Method)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        Prognosis.Check();
        StoredNumbers.RequireLength(Curves.Length, Prognosis.TimeBinEdges.Length - 1, nameof(Curves));
        foreach (var curve in Curves) curve.Check();
    }
}
