using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Pathology expert: a bottleneck with a depthwise convolution on the token grid. Layer normalisation replaces batch normalisation,
/// because an expert gets few patients, one at a time. The class token, first in the sequence, bypasses the convolution.
/// </summary>
internal sealed class GridExpert : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear down;
    private readonly Conv2d convolution;
    private readonly Linear up;
    private readonly SeededDropout dropout;

    /// <summary>Creates the expert.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="bottleneck">Bottleneck width.</param>
    /// <param name="kernel">Odd side of the convolution: its receptive field.</param>
    /// <param name="dropoutProbability">Dropout in the bottleneck, in [0, 1).</param>
    /// <param name="random">Source of the dropout masks.</param>
    /// <param name="startsAtZero">Whether its output is zero before training, as for a branch beside a residual.</param>
    public GridExpert(int width, int bottleneck, int kernel, double dropoutProbability, RandomSource random, bool startsAtZero = true)
        : base(nameof(GridExpert))
    {
        norm = LayerNorm(width);
        down = Linear(width, bottleneck);
        convolution = Conv2d(bottleneck, bottleneck, (kernel, kernel), padding: (kernel / 2, kernel / 2), groups: bottleneck);
        up = Linear(bottleneck, width);
        if (startsAtZero)
        {
            init.zeros_(up.weight!);
            init.zeros_(up.bias!);
        }
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [1 + tokens, width], class token first, to the same shape; zero before training by default.</summary>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var patches = input.shape[0] - 1;
        var narrow = functional.gelu(down.call(norm.call(input)));
        var classToken = narrow.narrow(0, 0, 1);
        var tokens = narrow.narrow(0, 1, patches);
        var convolved = TokenGrid.ToTokens(convolution.call(TokenGrid.ToMap(tokens)), patches);
        return up.call(dropout.call(functional.gelu(cat([classToken, convolved], 0))));
    }
}
