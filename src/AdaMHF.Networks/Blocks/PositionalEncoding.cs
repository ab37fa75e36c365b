using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// EPEG: a depthwise convolution over the token grid is added to the tokens, which gives each information about its neighbours. It
/// starts at zero, so that position is learned rather than imposed.
/// </summary>
/// <remarks>The published AdaMHF code replaces the tokens by their convolution; here, as in the original EPEG, it is residual.</remarks>
internal sealed class PositionalEncoding : Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;

    /// <summary>Creates the encoding.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="kernel">Odd kernel length, 15 in the published code.</param>
    /// <param name="onGrid">True: kernel x kernel on the grid. False: kernel x 1, down the columns, as published.</param>
    public PositionalEncoding(int width, int kernel = 15, bool onGrid = false) : base(nameof(PositionalEncoding))
    {
        if (kernel % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "The kernel must be odd, so that it has a centre.");
        var across = onGrid ? kernel : 1;
        convolution = Layers.Conv2d(width, width, (kernel, across), padding: (kernel / 2, across / 2), groups: width);
        init.zeros_(convolution.weight!);
        init.zeros_(convolution.bias!);
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to the same shape: tokens + convolution(tokens).</summary>
    public override Tensor forward(Tensor tokens) => Run(TokenBatch.Single(tokens)).Tokens.squeeze(0);

    internal TokenBatch Run(TokenBatch batch)
    {
        var grid = batch.Layout.Grid;
        return batch with
        {
            Tokens = WorkingMemory.Within(() => batch.Tokens.Plus(grid.ToTokens(convolution.call(grid.ToMap(batch.Tokens))))),
        };
    }
}
