using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// The branch of one modality in MCAT and MOTCat (Chen et al. 2021, section 3.3): transformer layers over a few tokens, gated
/// attention pooling, a linear layer with ReLU and dropout.
/// </summary>
internal sealed class TokenSetEncoder : Module<Tensor, (Tensor Vector, Tensor Scores)>
{
    private readonly Sequential layers;
    private readonly AttentionPool pool;
    private readonly Sequential refine;

    /// <summary>Creates the encoder.</summary>
    /// <param name="width">Token width, a multiple of the heads.</param>
    /// <param name="layerCount">Transformer layers; 2 in MCAT-derived code.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="hidden">Hidden width of a layer's MLP.</param>
    /// <param name="dropoutProbability">Dropout everywhere in training, in [0, 1); 0.25 in MCAT-derived code.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public TokenSetEncoder(int width, int layerCount, int heads, int hidden, double dropoutProbability, RandomSource random)
        : base(nameof(TokenSetEncoder))
    {
        layers = Sequential(ConstructionBudget.Places(layerCount).Select(_ =>
            new TransformerEncoderLayer(width, heads, hidden, dropoutProbability, random)));
        pool = new AttentionPool(width, width, dropoutProbability, random);
        refine = ReluLayer.Create(width, width, dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>
    /// Maps tokens [n, width] to one vector [1, width] and the pooling's scores before the softmax, [1, n]; batches of sequences of
    /// equal length likewise.
    /// </summary>
    public override (Tensor Vector, Tensor Scores) forward(Tensor tokens)
    {
        var (pooled, scores) = pool.call(layers.call(tokens));
        return (refine.call(pooled), scores);
    }
}
