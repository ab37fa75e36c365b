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
        ConstructionBudget.Take(width);
        class_token = new Parameter(randn(1, width).Times(classTokenDeviation));
        layer1 = new AttentionLayer(width, options, random);
        position = onGrid ? new PyramidPositionalEncoding(width) : null;
        layer2 = new AttentionLayer(width, options, random);
        norm = Layers.LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>
    /// Maps tokens [n, width] to the class token [1, width] and the tokens, [n, width] or, for patches, as many as the square has.
    /// </summary>
    public override (Tensor ClassToken, Tensor Tokens) forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var (classToken, rest) = Run(TokenBatch.Single(tokens));
        return (classToken, rest.Tokens.squeeze(0));
    }

    /// <summary>
    /// Maps sequences to their class tokens [n, width] and their tokens, for patches as many as the square of each has.
    /// </summary>
    internal (Tensor ClassTokens, TokenBatch Tokens) Run(TokenBatch batch)
    {
        var sequence = layer1.Run((position is null ? batch : Squared(batch)).Behind(class_token));
        if (position is not null)
        {
            var (classTokens, tokens) = sequence.SplitClassToken();
            sequence = sequence with { Tokens = cat([classTokens.unsqueeze(1), position.Run(tokens).Tokens], 1) };
        }
        sequence = layer2.Run(sequence);
        return (sequence with { Tokens = norm.call(sequence.Tokens) }).SplitClassToken();
    }

    /// <summary>Repeats the first tokens of each sequence behind it, until they are a square.</summary>
    private static TokenBatch Squared(TokenBatch batch)
    {
        var layout = batch.Layout;
        var squares = Array.ConvertAll(layout.Counts, count => (int)(TokenGrid.Side(count) * TokenGrid.Side(count)));
        if (layout.IsEven)
            return TokenBatch.Even(cat([batch.Tokens, batch.Tokens.narrow(1, 0, squares[0] - layout.Length)], 1));
        var length = squares.Max();
        var rows = new long[squares.Length * length];
        for (var sequence = 0; sequence < squares.Length; sequence++)
        {
            var row = rows.AsSpan(sequence * length, length);
            for (var place = 0; place < length; place++) row[place] = (sequence * layout.Length) + (place % layout.Counts[sequence]);
        }
        var tokens = batch.Tokens.flatten(0, 1).index_select(0, tensor(rows, device: layout.Device));
        return new(tokens.reshape(squares.Length, length, -1), new(squares, length, layout.Device));
    }
}
