namespace AdaMHF.MLNet;

/// <summary>Why a gene column was removed.</summary>
public enum GenomicFilter
{
    /// <summary>Variance too low.</summary>
    Variance,

    /// <summary>Mutated in too few training rows.</summary>
    MutationFrequency,

    /// <summary>Association with survival too weak.</summary>
    FalseDiscoveryRate,
}
