namespace AdaMHF.Networks;

/// <summary>
/// Modalities whose ridge Cox predictor is added to the logits, so that the network learns what the linear model does not explain.
/// </summary>
[Flags]
public enum LinearStart
{
    /// <summary>None: the network starts from nothing, as published.</summary>
    None = 0,

    /// <summary>Ridge Cox on all genes.</summary>
    Genomics = 1,

    /// <summary>
    /// Ridge Cox on the mean patch feature vector of the bag: for handcrafted features and slide vectors, where a bag of one row is that
    /// vector itself, and where a mean over patches is known to tell.
    /// </summary>
    Pathology = 2,

    /// <summary>Both, each with its own scale.</summary>
    Both = Genomics | Pathology,

    /// <summary>Ridge Cox on the clinical values, where the network reads them.</summary>
    Clinical = 4,

    /// <summary>All, each with its own scale.</summary>
    All = Both | Clinical,
}
