using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Cross-modal attention from one shared score matrix A = (P W1)(G W2)^T / sqrt(width). Its row and column softmax weight the
/// values of the other modality (G W4 and P W3), which are added to the tokens or replace them.
/// </summary>
/// <remarks>Where they are added, the value projections may start at zero, so that each modality is first trained on its own.</remarks>
internal sealed class CrossModalAttention : Module<Tensor, Tensor, (Tensor Pathology, Tensor Genomics)>
{
    private readonly Linear w1;
    private readonly Linear w2;
    private readonly Linear w3;
    private readonly Linear w4;
    private readonly double scale;
    private readonly bool skips;

    /// <summary>Creates the block.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="skips">Whether the values are added to the tokens; false replaces the tokens.</param>
    /// <param name="startsAtZero">Whether values that are added are zero before training.</param>
    public CrossModalAttention(int width, bool skips = true, bool startsAtZero = true) : base(nameof(CrossModalAttention))
    {
        this.skips = skips;
        w1 = Layers.Linear(width, width, hasBias: false);
        w2 = Layers.Linear(width, width, hasBias: false);
        w3 = Layers.Linear(width, width, hasBias: false);
        w4 = Layers.Linear(width, width, hasBias: false);
        if (skips && startsAtZero)
        {
            init.zeros_(w3.weight!);
            init.zeros_(w4.weight!);
        }
        scale = 1 / Math.Sqrt(width);
        RegisterComponents();
    }

    /// <summary>Maps pathology tokens [p, width] and genomic tokens [g, width] to the same shapes.</summary>
    public override (Tensor Pathology, Tensor Genomics) forward(Tensor pathology, Tensor genomics)
    {
        ArgumentNullException.ThrowIfNull(pathology);
        ArgumentNullException.ThrowIfNull(genomics);
        var (refinedPathology, refinedGenomics, _) = Run(TokenBatch.Single(pathology), TokenBatch.Single(genomics));
        return (refinedPathology.Tokens.squeeze(0), refinedGenomics.Tokens.squeeze(0));
    }

    /// <summary>
    /// Maps the tokens of patients with both modalities, in the same order, and the two attention maps, [n, p, g] and [n, g, p].
    /// </summary>
    internal (TokenBatch Pathology, TokenBatch Genomics, CrossModalMaps Maps) Run(TokenBatch pathology, TokenBatch genomics)
    {
        var scores = w1.call(pathology.Tokens).Product(w2.call(genomics.Tokens).transpose(1, 2)).Times(scale);
        var maps = new CrossModalMaps(
            Hidden(scores, genomics.Layout, 1).softmax(2), Hidden(scores, pathology.Layout, 2).softmax(1).transpose(1, 2));
        var forPathology = maps.PathologyToGenomics.Product(w4.call(genomics.Tokens));
        var forGenomics = maps.GenomicsToPathology.Product(w3.call(pathology.Tokens));
        return (
            pathology with { Tokens = skips ? pathology.Tokens.Plus(forPathology) : forPathology },
            genomics with { Tokens = skips ? genomics.Tokens.Plus(forGenomics) : forGenomics },
            maps);
    }

    // Filling takes no part in a softmax.
    private static Tensor Hidden(Tensor scores, TokenLayout layout, int dimension) =>
        layout.IsEven ? scores : scores.Where(layout.Mask.logical_not().unsqueeze(dimension), double.NegativeInfinity);
}
