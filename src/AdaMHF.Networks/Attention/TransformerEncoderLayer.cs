using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// The post-norm transformer layer of MCAT and MOTCat: self-attention and a ReLU MLP, each followed by dropout, residual and layer
/// norm (Vaswani et al. 2017).
/// </summary>
internal sealed class TransformerEncoderLayer : Module<Tensor, Tensor>
{
    private readonly CoAttention attention;
    private readonly Linear linear1;
    private readonly Linear linear2;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly SeededDropout dropout;

    /// <summary>Creates the layer.</summary>
    /// <param name="width">Token width, a multiple of the heads.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="hidden">Hidden width of the MLP.</param>
    /// <param name="dropoutProbability">Dropout in all four places in training, in [0, 1); 0.25 in MCAT-derived code.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public TransformerEncoderLayer(int width, int heads, int hidden, double dropoutProbability, RandomSource random)
        : base(nameof(TransformerEncoderLayer))
    {
        attention = new CoAttention(width, heads, dropoutProbability, random);
        linear1 = Layers.Linear(width, hidden);
        linear2 = Layers.Linear(hidden, width);
        norm1 = Layers.LayerNorm(width);
        norm2 = Layers.LayerNorm(width);
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width], or several such sequences of equal length, to the same shape.</summary>
    public override Tensor forward(Tensor tokens)
    {
        var attended = norm1.call(tokens.Plus(dropout.call(attention.call(tokens, tokens).Output)));
        var hidden = dropout.call(functional.relu(linear1.call(attended)));
        return norm2.call(attended.Plus(dropout.call(linear2.call(hidden))));
    }
}
