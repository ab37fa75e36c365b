namespace AdaMHF.MLNet;

/// <summary>What to do with NaN in patch features. Infinite features are an error always.</summary>
public enum BagMissingValues
{
    /// <summary>An error that names patient and feature: an encoder that gives NaN is broken.</summary>
    Refuse,

    /// <summary>The mean of the training patients, which is 0 when standardised: for features that are not measured in everyone.</summary>
    TrainingMean,
}
