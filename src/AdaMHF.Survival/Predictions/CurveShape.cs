namespace AdaMHF.Survival;

/// <summary>The shape of a survival curve between the times at which it was predicted.</summary>
public enum CurveShape
{
    /// <summary>Each value holds until the next time; 1 before the first. Kaplan-Meier and Cox curves.</summary>
    Steps,

    /// <summary>
    /// Straight lines from 1 at time 0 through the predicted values; the last value holds. For models of few time bins, whose steps would
    /// tie all subjects that die within one bin (pycox calls it interpolation with constant density).
    /// </summary>
    Linear,
}
