using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Attention of MCAT or MOTCat for one patient.</summary>
/// <param name="Patches">[groups, patches]: MCAT's co-attention scores before the softmax over patches; MOTCat's transport plan.</param>
/// <param name="PathologyTokens">[groups]: pooling scores of the pathology branch before the softmax.</param>
/// <param name="GenomicTokens">[groups]: pooling scores of the genomic branch before the softmax.</param>
public sealed record CoAttentionMaps(Tensor Patches, Tensor PathologyTokens, Tensor GenomicTokens);
