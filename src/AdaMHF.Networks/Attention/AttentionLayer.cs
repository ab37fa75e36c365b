using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>TransLayer of TransMIL and CMTA: x + NystromAttention(LayerNorm(x)), without an MLP.</summary>
internal sealed class AttentionLayer : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly NystromAttention attention;

    /// <summary>Creates the layer.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="options">Shape of the attention.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public AttentionLayer(int width, NystromOptions options, RandomSource random) : base(nameof(AttentionLayer))
    {
        norm = Layers.LayerNorm(width);
        attention = new NystromAttention(width, options, random);
        RegisterComponents();
    }

    /// <summary>Maps sequences to the same shape, each as if it were alone.</summary>
    internal TokenBatch Run(TokenBatch batch) =>
        batch with { Tokens = batch.Tokens.Plus(attention.Run(norm.call(batch.Tokens), batch.Layout)) };

    /// <summary>Maps [batch, tokens, width] to the same shape.</summary>
    public override Tensor forward(Tensor tokens) => tokens.Plus(attention.call(norm.call(tokens)));
}
