using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// The encoder of TransMIL, CMTA and SNNTrans: a class token, two attention layers, layer norm. Patch tokens are first padded to a
/// square by repeating the first ones, and a pyramid of convolutions between the layers encodes their position.
/// </summary>
internal sealed class ClassTokenTransformer : Module<Tensor, (Tensor ClassToken, Tensor Tokens)>
{
    private readonly Parameter class_token;
    private readonly AttentionLayer layer1;
    private readonly PyramidPositionalEncoding? position;
    private readonly AttentionLayer layer2;
    private readonly LayerNorm norm;

    /// <summary>Creates the encoder.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="options">Shape of the attention.</param>
    /// <param name="onGrid">Whether the tokens are patches, which have a position.</param>
    /// <param name="classTokenDeviation">Standard deviation of the initial class token: 1e-6 in CMTA, 1 in TransMIL.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public ClassTokenTransformer(int width, NystromOptions options, bool onGrid, double classTokenDeviation, RandomSource random)
        : base(nameof(ClassTokenTransformer))
    {
        class_token = new Parameter(randn(1, width).Times(classTokenDeviation));
        layer1 = new AttentionLayer(width, options, random);
        position = onGrid ? new PyramidPositionalEncoding(width) : null;
        layer2 = new AttentionLayer(width, options, random);
        norm = LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>
    /// Maps tokens [n, width] to the class token [1, width] and the tokens, [n, width] or, for patches, as many as the square has.
    /// </summary>
    public override (Tensor ClassToken, Tensor Tokens) forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var side = TokenGrid.Side(tokens.shape[0]);
        var given = position is null ? tokens : cat([tokens, tokens.narrow(0, 0, (side * side) - tokens.shape[0])], 0);
        var count = given.shape[0];
        var sequence = layer1.call(cat([class_token, given], 0).unsqueeze(0)).squeeze(0);
        if (position is not null) sequence = cat([sequence.narrow(0, 0, 1), position.call(sequence.narrow(0, 1, count))], 0);
        sequence = norm.call(layer2.call(sequence.unsqueeze(0)).squeeze(0));
        return (sequence.narrow(0, 0, 1), sequence.narrow(0, 1, count));
    }
}
