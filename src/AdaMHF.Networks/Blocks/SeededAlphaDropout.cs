using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Alpha dropout: dropped units are set to SELU's negative saturation value and an affine correction keeps mean 0 and variance 1
/// (Klambauer et al. 2017, section "New dropout technique"). Masks come from the network's own <see cref="RandomSource"/>.
/// </summary>
internal sealed class SeededAlphaDropout : Module<Tensor, Tensor>
{
    private const double Saturation = -1.7580993408473766;

    private readonly double probability;
    private readonly RandomSource random;

    /// <summary>Creates the layer.</summary>
    /// <param name="probability">Share of the elements dropped in training, in [0, 1).</param>
    /// <param name="random">Source of the masks.</param>
    public SeededAlphaDropout(double probability, RandomSource random) : base(nameof(SeededAlphaDropout))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        this.probability = probability;
        this.random = random;
    }

    /// <summary>Drops elements at random; does nothing in evaluation.</summary>
    public override Tensor forward(Tensor input)
    {
        // A separate handle, because Sequential disposes each layer's input.
        if (!training || probability == 0) return input.alias();
        var keep = 1 - probability;
        var scale = 1 / Math.Sqrt(keep * (1 + probability * Saturation * Saturation));
        var shift = -scale * probability * Saturation;
        var mask = empty_like(input).bernoulli_(keep, random.On(input.device));
        // scale * (kept value or saturation) + shift, written with one mask
        return (input * mask).Times(scale).Plus(mask.From(1).Times_(scale * Saturation).Plus_(shift));
    }
}
