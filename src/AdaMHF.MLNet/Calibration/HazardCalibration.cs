namespace AdaMHF.MLNet;

/// <summary>How predicted hazards are put right.</summary>
public enum HazardCalibration
{
    /// <summary>Logistic regression on the log odds of the hazard (Platt 1999): two numbers per time bin.</summary>
    Platt,

    /// <summary>The best rising step function of the hazard (isotonic regression): needs some hundred patients.</summary>
    Isotonic,
}
