namespace AdaMHF.Reports;

/// <summary>What a <see cref="TrainingPlot"/> shows over the epochs.</summary>
public enum TrainingMeasure
{
    /// <summary>Loss of the training and of the validation patients.</summary>
    Loss,

    /// <summary>Concordance index of the validation patients.</summary>
    ValidationConcordance,
}
