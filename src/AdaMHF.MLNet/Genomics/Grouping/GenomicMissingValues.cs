namespace AdaMHF.MLNet;

/// <summary>What becomes of a single missing gene of a patient who has others.</summary>
public enum GenomicMissingValues
{
    /// <summary>It takes the gene's mean over the training rows, which is 0 after standardising.</summary>
    TrainingMean,

    /// <summary>It takes the gene's median over the training rows: steadier than the mean for skewed expression.</summary>
    TrainingMedian,

    /// <summary>It is refused, in training and in prediction; the message names row and gene.</summary>
    Refuse,
}
