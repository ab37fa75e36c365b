namespace AdaMHF.MLNet;

/// <summary>What a genomic network is trained to predict.</summary>
public enum GenomicSupervision
{
    /// <summary>Hazards of time bins, by the negative log-likelihood of discrete-time survival, as AdaMHF itself.</summary>
    DiscreteHazards,

    /// <summary>One log hazard, by the partial likelihood of Cox's model within each batch, ties after Efron.</summary>
    Cox,
}
