namespace AdaMHF.MLNet;

/// <summary>What a player of <see cref="ShapleyAttribution"/> stands for.</summary>
public enum ShapleyPlayerKind
{
    /// <summary>All slides of the patient.</summary>
    Pathology,

    /// <summary>One genomic group.</summary>
    GenomicGroup,

    /// <summary>The clinical values.</summary>
    Clinical,
}
