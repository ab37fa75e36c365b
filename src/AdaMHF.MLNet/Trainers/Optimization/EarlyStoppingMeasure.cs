namespace AdaMHF.MLNet;

/// <summary>By what early stopping compares epochs.</summary>
public enum EarlyStoppingMeasure
{
    /// <summary>Mean negative log-likelihood of the validation patients.</summary>
    Loss,

    /// <summary>Concordance index of the validation patients.</summary>
    Concordance,
}
