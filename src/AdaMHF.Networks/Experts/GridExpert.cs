using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Pathology expert: a bottleneck with a depthwise convolution on the token grid. Layer normalisation replaces batch normalisation,
/// because an expert gets few patients, one at a time. The class token, first in the sequence, bypasses the convolution.
/// </summary>
internal sealed class GridExpert : Module<Tensor, Tensor>, IExpert
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
        norm = Layers.LayerNorm(width);
        down = Layers.Linear(width, bottleneck);
        convolution = Layers.Conv2d(bottleneck, bottleneck, (kernel, kernel), padding: (kernel / 2, kernel / 2), groups: bottleneck);
        up = Layers.Linear(bottleneck, width);
        if (startsAtZero)
        {
            init.zeros_(up.weight!);
            init.zeros_(up.bias!);
        }
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [1 + tokens, width], class token first, to the same shape; zero before training by default.</summary>
    public override Tensor forward(Tensor input) => Run(TokenBatch.Single(input)).Tokens.squeeze(0);

    /// <inheritdoc/>
    public TokenBatch Run(TokenBatch batch)
    {
        var narrow = functional.gelu(down.call(norm.call(batch.Tokens)));
        var grid = batch.Layout.WithoutClassToken.Grid;
        var convolved = grid.ToTokens(convolution.call(grid.ToMap(narrow.narrow(1, 1, narrow.shape[1] - 1))));
        return batch with { Tokens = up.call(dropout.call(functional.gelu(cat([narrow.narrow(1, 0, 1), convolved], 1)))) };
    }
}
