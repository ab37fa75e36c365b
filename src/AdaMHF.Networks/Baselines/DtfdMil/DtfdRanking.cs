namespace AdaMHF.Networks;

/// <summary>What DTFD-MIL ranks the patches of a group by.</summary>
public enum DtfdRanking
{
    /// <summary>The risk that a patch's activations mean as hazards: minus the sum of the survival curve.</summary>
    Risk,

    /// <summary>The softmax of a patch's activations at the last class: the official code's, where that class is the tumour. Time bins have no such class.</summary>
    LastClass,
}
