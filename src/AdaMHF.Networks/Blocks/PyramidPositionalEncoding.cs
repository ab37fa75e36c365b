using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>PPEG (TransMIL): depthwise convolutions of three sizes over the token grid are added to the tokens.</summary>
internal sealed class PyramidPositionalEncoding : Module<Tensor, Tensor>
{
    private readonly Conv2d convolution7;
    private readonly Conv2d convolution5;
    private readonly Conv2d convolution3;

    /// <summary>Creates the encoding.</summary>
    /// <param name="width">Token width.</param>
    public PyramidPositionalEncoding(int width) : base(nameof(PyramidPositionalEncoding))
    {
        convolution7 = Depthwise(width, 7);
        convolution5 = Depthwise(width, 5);
        convolution3 = Depthwise(width, 3);
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width], without the class token, to the same shape.</summary>
    public override Tensor forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Run(tokens.unsqueeze(0)).squeeze(0);
    }

    /// <summary>Maps sequences of equal length, [n, tokens, width], to the same shape.</summary>
    internal Tensor Run(Tensor sequences) => Run(TokenBatch.Even(sequences)).Tokens;

    /// <summary>Maps sequences, each on a square of its own, to the same shape.</summary>
    internal TokenBatch Run(TokenBatch batch)
    {
        var grid = batch.Layout.Grid;
        var map = grid.ToMap(batch.Tokens);
        return batch with
        {
            Tokens = grid.ToTokens(convolution7.call(map).Plus(map).Plus(convolution5.call(map)).Plus(convolution3.call(map))),
        };
    }

    private static Conv2d Depthwise(int width, int kernel) =>
        Layers.Conv2d(width, width, (kernel, kernel), padding: (kernel / 2, kernel / 2), groups: width);
}
