namespace AdaMHF.Networks;

/// <summary>Fusion of the modalities' pooled tokens in the local branch.</summary>
public enum LocalFusion
{
    /// <summary>Low-rank multimodal fusion: AdaMHF.</summary>
    LowRank,

    /// <summary>The full outer product and one linear map, which low-rank fusion approximates: the paper's Table IV.</summary>
    OuterProduct,
}
