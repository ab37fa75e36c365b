namespace AdaMHF.MLNet;

/// <summary>What a network is trained to make small.</summary>
public enum SurvivalLoss
{
    /// <summary>Negative log-likelihood of discrete hazards with censoring. The default, and that of most published runs.</summary>
    NegativeLogLikelihood,

    /// <summary>Cross-entropy of having died by the end of the patient's time bin.</summary>
    CrossEntropy,

    /// <summary>
    /// Negative log partial likelihood of Cox's model, ties by Efron's rule: the network predicts one log hazard. Risk sets are taken
    /// within a step, which needs several patients.
    /// </summary>
    Cox,

    /// <summary>
    /// Logistic loss over the comparable pairs of a step, an upper bound of the share of wrongly ordered pairs (Raykar et al. 2007): the
    /// network predicts one log hazard. Needs several patients in a step.
    /// </summary>
    Ranking,
}
