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
        var map = TokenGrid.ToMap(tokens);
        return TokenGrid.ToTokens(convolution7.call(map) + map + convolution5.call(map) + convolution3.call(map), tokens.shape[0]);
    }

    private static Conv2d Depthwise(int width, int kernel) =>
        Conv2d(width, width, (kernel, kernel), padding: (kernel / 2, kernel / 2), groups: width);
}
