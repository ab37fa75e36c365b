namespace AdaMHF.MLNet;

/// <summary>What a network of discrete hazards is trained to make small.</summary>
public enum SurvivalLoss
{
    /// <summary>Negative log-likelihood with censoring. The default, and that of every published run.</summary>
    NegativeLogLikelihood,

    /// <summary>Cross-entropy of having died by the end of the patient's time bin.</summary>
    CrossEntropy,
}
