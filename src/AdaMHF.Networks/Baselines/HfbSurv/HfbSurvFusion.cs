using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// HFBSurv on vectors, as described in its paper: factorised bilinear pooling within each of three modalities and between each
/// pair, weighted by attention, and an MLP.
/// </summary>
internal sealed class HfbSurvFusion : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly HfbSurvModality genomics;
    private readonly HfbSurvModality pathology;
    private readonly HfbSurvModality copy_numbers;
    private readonly FactorizedBilinearPooling pooling;
    private readonly Linear attention;
    private readonly Module<Tensor, Tensor> norm;
    private readonly Sequential layers;
    private readonly Linear output;
    private readonly HfbSurvConfiguration configuration;

    internal HfbSurvFusion(HfbSurvConfiguration configuration, RandomSource random) : base(nameof(HfbSurvFusion))
    {
        var c = configuration;
        this.configuration = c;
        pooling = new FactorizedBilinearPooling(c.PooledWidth, c.ProductDropout, random);
        genomics = new HfbSurvModality(c, pooling);
        pathology = new HfbSurvModality(c, pooling);
        copy_numbers = new HfbSurvModality(c, pooling);
        attention = Layers.Linear(c.CodeWidth + c.PooledWidth, 1);
        int[] widths = [c.CodeWidth + (2 * c.PooledWidth), .. c.HiddenWidths];
        norm = c.NormalizesOverPatients ? new PatientNorm(widths[0]) : Layers.LayerNorm(widths[0]);
        layers = Sequential(widths.Zip(c.HiddenWidths, (inputs, outputs) =>
            Sequential(Layers.Linear(inputs, outputs), Tanh(), new SeededDropout(c.Dropout, random))));
        output = Layers.Linear(widths[^1], c.Outputs);
        RegisterComponents();
    }

    /// <summary>
    /// Maps genes, pathology and copy numbers, each [patients, vector width], to [patients, 1] risks or
    /// [patients, K] hazard logits.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network normalises over patients and trains on a single one.</exception>
    public override Tensor forward(Tensor genomicVectors, Tensor pathologyVectors, Tensor copyNumberVectors) =>
        output.call(Code(genomicVectors, pathologyVectors, copyNumberVectors)).Scaled(configuration);

    /// <summary>Input of the output layer, [patients, last hidden width].</summary>
    internal Tensor Code(Tensor genomicVectors, Tensor pathologyVectors, Tensor copyNumberVectors)
    {
        if (training && configuration.NormalizesOverPatients && genomicVectors.shape[0] == 1)
        {
            throw new InvalidOperationException(
                $"{nameof(HfbSurvConfiguration.NormalizesOverPatients)} asks for several patients in a training step. "
                + $"Train through {nameof(HfbSurvNetwork.PredictBatch)} with many at once, or leave it false.");
        }
        Attended[] modalities =
        [
            Attend(genomics, genomicVectors),
            Attend(pathology, pathologyVectors),
            Attend(copy_numbers, copyNumberVectors),
        ];
        var unimodal = modalities[0].Scaled.Plus(modalities[1].Scaled).Plus(modalities[2].Scaled);
        return layers.call(norm.call(cat([unimodal, Bimodal(modalities)], 1)));
    }

    private Attended Attend(HfbSurvModality modality, Tensor vectors)
    {
        var features = modality.call(vectors);
        var weight = attention.call(features).sigmoid();
        return new(modality, weight, weight * features);
    }

    /// <summary>Products of the pairs, weighted by the attention of both and by their dissimilarity.</summary>
    private static Tensor Bimodal(Attended[] modalities)
    {
        Pair[] pairs = [new(modalities[0], modalities[1]), new(modalities[0], modalities[2]), new(modalities[1], modalities[2])];
        var shares = pairs.Select(pair => pair.First.Weight.Plus(pair.Second.Weight) / pair.Similarity().Plus(0.5));
        var weights = cat([.. shares], 1).softmax(1);
        return pairs.Select((pair, i) => weights.narrow(1, i, 1) * pair.Product()).Aggregate((sum, product) => sum.Plus(product));
    }

    /// <summary>A modality with its attention weight, [patients, 1], and its features scaled by it.</summary>
    private sealed record Attended(HfbSurvModality Modality, Tensor Weight, Tensor Scaled);

    private sealed record Pair(Attended First, Attended Second)
    {
        public Tensor Similarity() => (First.Scaled.softmax(1) * Second.Scaled.softmax(1)).sum([1], keepdim: true);

        public Tensor Product() => First.Modality.With(Second.Modality, First.Scaled, Second.Scaled);
    }
}
