using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Cross-modal attention from one shared score matrix A = (P W1)(G W2)^T / sqrt(width). Its row and column softmax weight the
/// values of the other modality (G W4 and P W3), which are added to the tokens.
/// </summary>
/// <remarks>The value projections start at zero, so that each modality is first trained on its own.</remarks>
internal sealed class CrossModalAttention : Module<Tensor, Tensor, (Tensor Pathology, Tensor Genomics)>
{
    private readonly Linear w1;
    private readonly Linear w2;
    private readonly Linear w3;
    private readonly Linear w4;
    private readonly double scale;

    /// <summary>Creates the block.</summary>
    /// <param name="width">Token width.</param>
    public CrossModalAttention(int width) : base(nameof(CrossModalAttention))
    {
        w1 = Linear(width, width, hasBias: false);
        w2 = Linear(width, width, hasBias: false);
        w3 = Linear(width, width, hasBias: false);
        w4 = Linear(width, width, hasBias: false);
        init.zeros_(w3.weight!);
        init.zeros_(w4.weight!);
        scale = 1 / Math.Sqrt(width);
        RegisterComponents();
    }

    /// <summary>Maps pathology tokens [p, width] and genomic tokens [g, width] to the same shapes.</summary>
    public override (Tensor Pathology, Tensor Genomics) forward(Tensor pathology, Tensor genomics)
    {
        ArgumentNullException.ThrowIfNull(pathology);
        ArgumentNullException.ThrowIfNull(genomics);
        var (refinedPathology, refinedGenomics, _) = Run(pathology, genomics);
        return (refinedPathology, refinedGenomics);
    }

    internal (Tensor Pathology, Tensor Genomics, CrossModalMaps Maps) Run(Tensor pathology, Tensor genomics)
    {
        var scores = w1.call(pathology).Product(w2.call(genomics).transpose(0, 1)) * scale;
        var maps = new CrossModalMaps(scores.softmax(1), scores.softmax(0).transpose(0, 1));
        var fromGenomics = maps.PathologyToGenomics.Product(w4.call(genomics));
        var fromPathology = maps.GenomicsToPathology.Product(w3.call(pathology));
        return (pathology + fromGenomics, genomics + fromPathology, maps);
    }
}
