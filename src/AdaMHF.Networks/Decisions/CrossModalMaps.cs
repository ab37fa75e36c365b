using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The two attention maps of cross-modal attention; the rows of each sum to one.</summary>
/// <param name="PathologyToGenomics">[p, g]: how much each pathology token takes from each genomic one.</param>
/// <param name="GenomicsToPathology">[g, p]: how much each genomic token takes from each pathology one.</param>
public sealed record CrossModalMaps(Tensor PathologyToGenomics, Tensor GenomicsToPathology);
