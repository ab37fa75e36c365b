namespace AdaMHF.MLNet;

/// <summary>What ends the time of a patient, by the names of the TCGA clinical data resource (Liu et al. 2018).</summary>
public enum SurvivalEndpoint
{
    /// <summary>Overall survival: death of any cause.</summary>
    OS,

    /// <summary>Disease-specific survival: death of the disease.</summary>
    DSS,

    /// <summary>Progression-free interval: progression, recurrence, or death of the disease.</summary>
    PFI,
}
