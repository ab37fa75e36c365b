using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// GPDBN as published, on vectors: outer products between and within the modalities, encoded and concatenated with
/// the vectors, and an MLP.
/// </summary>
internal sealed class GpdbnFusion : Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential inter;
    private readonly Sequential intra_genomics;
    private readonly Sequential intra_pathology;
    private readonly Sequential layers;
    private readonly Linear output;
    private readonly GpdbnConfiguration configuration;

    internal GpdbnFusion(GpdbnConfiguration configuration, RandomSource random) : base(nameof(GpdbnFusion))
    {
        var c = configuration;
        this.configuration = c;
        inter = Product();
        intra_genomics = Product();
        intra_pathology = Product();
        int[] widths = [(2 * c.VectorWidth) + (3 * c.ProductWidth), .. c.HiddenWidths];
        layers = Sequential(widths.Zip(c.HiddenWidths, (inputs, outputs) => ReluLayer.Create(inputs, outputs, c.Dropout, random)));
        output = Layers.Linear(widths[^1], c.Outputs);
        RegisterComponents();

        Sequential Product() => ReluLayer.Create(c.VectorWidth * c.VectorWidth, c.ProductWidth, dropoutProbability: 0, random);
    }

    /// <summary>Maps genes and pathology, each [patients, vector width], to [patients, 1] risks or [patients, K] hazard logits.</summary>
    public override Tensor forward(Tensor genomics, Tensor pathology) => output.call(Code(genomics, pathology)).Scaled(configuration);

    /// <summary>Input of the output layer, [patients, last hidden width].</summary>
    internal Tensor Code(Tensor genomics, Tensor pathology) => layers.call(cat(
        [
            genomics,
            pathology,
            inter.call(Outer(genomics, pathology)),
            intra_genomics.call(Outer(genomics, genomics)),
            intra_pathology.call(Outer(pathology, pathology)),
        ],
        1));

    private static Tensor Outer(Tensor first, Tensor second) => first.unsqueeze(2).Product(second.unsqueeze(1)).flatten(1);
}
