using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Dropout whose masks come from the network's own <see cref="RandomSource"/>; does nothing in evaluation.</summary>
internal sealed class SeededDropout : Module<Tensor, Tensor>
{
    private readonly double probability;
    private readonly RandomSource random;

    /// <summary>Creates the layer.</summary>
    /// <param name="probability">Share of the elements set to zero in training, in [0, 1).</param>
    /// <param name="random">Source of the masks.</param>
    public SeededDropout(double probability, RandomSource random) : base(nameof(SeededDropout))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        this.probability = probability;
        this.random = random;
    }

    /// <summary>Zeroes elements at random and scales the rest by 1 / (1 - probability).</summary>
    public override Tensor forward(Tensor input)
    {
        // A separate handle, because Sequential disposes each layer's input.
        if (!training || probability == 0) return input.alias();
        var mask = empty_like(input).bernoulli_(1 - probability, random.On(input.device));
        return input * mask.Over_(1 - probability);
    }
}
