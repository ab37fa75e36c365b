namespace AdaMHF.MLNet;

/// <summary>Modalities that a survival system reads.</summary>
[Flags]
public enum SurvivalModalities
{
    /// <summary>No modality.</summary>
    None = 0,

    /// <summary>Genomic groups.</summary>
    Genomics = 1,

    /// <summary>Patch bags.</summary>
    Pathology = 2,

    /// <summary>Genomic groups and patch bags, either of which may be missing.</summary>
    Both = Genomics | Pathology,
}
