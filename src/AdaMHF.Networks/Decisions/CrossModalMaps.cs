using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The two attention maps of cross-modal attention; the rows of each sum to one.</summary>
/// <param name="PathologyToGenomics">[p, g]: attention of each pathology token to each genomic one.</param>
/// <param name="GenomicsToPathology">[g, p]: attention of each genomic token to each pathology one.</param>
public sealed record CrossModalMaps(Tensor PathologyToGenomics, Tensor GenomicsToPathology);
