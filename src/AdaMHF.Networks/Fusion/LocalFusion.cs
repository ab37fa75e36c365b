namespace AdaMHF.Networks;

/// <summary>How the local branch fuses the modalities' pooled tokens.</summary>
public enum LocalFusion
{
    /// <summary>Low-rank multimodal fusion: AdaMHF.</summary>
    LowRank,

    /// <summary>The whole outer product and one linear map: what low-rank fusion stands for, of the paper's Table IV.</summary>
    OuterProduct,
}
