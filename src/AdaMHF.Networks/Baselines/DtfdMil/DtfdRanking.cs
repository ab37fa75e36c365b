namespace AdaMHF.Networks;

/// <summary>Criterion by which DTFD-MIL ranks the patches of a group.</summary>
public enum DtfdRanking
{
    /// <summary>The risk of a patch's activations as hazards: minus the sum of the survival curve.</summary>
    Risk,

    /// <summary>
    /// The softmax of a patch's activations at the last class, as in the official code, where that class is the tumour. Time
    /// bins have no such class.
    /// </summary>
    LastClass,
}
