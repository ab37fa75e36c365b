using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Genomic expert: a self-normalising block and a linear map back to the token width.</summary>
internal sealed class GenomicExpert : Module<Tensor, Tensor>, IExpert
{
    private readonly LayerNorm norm;
    private readonly SnnBlock block;
    private readonly Linear up;

    /// <summary>Creates the expert.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="hidden">Hidden width.</param>
    /// <param name="dropoutProbability">Alpha dropout of the block, in [0, 1).</param>
    /// <param name="random">Source of the dropout masks.</param>
    /// <param name="startsAtZero">Whether its output is zero before training, as for a branch beside a residual.</param>
    public GenomicExpert(int width, int hidden, double dropoutProbability, RandomSource random, bool startsAtZero = true)
        : base(nameof(GenomicExpert))
    {
        norm = Layers.LayerNorm(width);
        block = new SnnBlock(width, hidden, dropoutProbability, random);
        up = Layers.Linear(hidden, width);
        if (startsAtZero)
        {
            init.zeros_(up.weight!);
            init.zeros_(up.bias!);
        }
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to the same shape; zero before training by default.</summary>
    public override Tensor forward(Tensor input) => up.call(block.call(norm.call(input)));

    /// <inheritdoc/>
    public TokenBatch Run(TokenBatch batch) => batch with { Tokens = call(batch.Tokens) };
}
