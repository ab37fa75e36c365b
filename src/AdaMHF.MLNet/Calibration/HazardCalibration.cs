namespace AdaMHF.MLNet;

/// <summary>How predicted hazards are calibrated.</summary>
public enum HazardCalibration
{
    /// <summary>Logistic regression on the log odds of the hazard (Platt 1999): two numbers per time bin.</summary>
    Platt,

    /// <summary>Isotonic regression, the best rising step function of the hazard: needs several hundred patients.</summary>
    Isotonic,
}
