namespace AdaMHF.MLNet;

/// <summary>What to do with a single missing gene of a patient who has others.</summary>
public enum GenomicMissingValues
{
    /// <summary>Impute the mean of the gene over the training rows, which is 0 after standardisation.</summary>
    TrainingMean,

    /// <summary>Impute the median of the gene over the training rows, more robust than the mean for skewed expression.</summary>
    TrainingMedian,

    /// <summary>Throw an exception that names row and gene, in training and in prediction.</summary>
    Refuse,
}
