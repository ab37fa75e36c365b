namespace AdaMHF.MLNet;

/// <summary>By what early stopping compares epochs.</summary>
public enum EarlyStoppingMeasure
{
    /// <summary>Loss of the validation patients: the mean negative log-likelihood, with Cox's loss where it is trained.</summary>
    Loss,

    /// <summary>Concordance index of the validation patients.</summary>
    Concordance,
}
