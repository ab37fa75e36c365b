namespace AdaMHF.MLNet;

/// <summary>Why a gene column was left out.</summary>
public enum GenomicFilter
{
    /// <summary>Too little variance.</summary>
    Variance,

    /// <summary>Mutated in too few training rows.</summary>
    MutationFrequency,

    /// <summary>Too weakly related to survival.</summary>
    FalseDiscoveryRate,
}
