using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Decision of one gate for one patient.</summary>
/// <param name="Stage">Stage of the unit, from 0.</param>
/// <param name="Layer">Expert layer of the stage, from 0.</param>
/// <param name="Expert">Index of the expert that ran, from 0; where all run, the one of largest probability.</param>
/// <param name="Probabilities">[experts]: gate probabilities, sum 1.</param>
public sealed record ExpertDecision(int Stage, int Layer, int Expert, Tensor Probabilities)
{
    /// <summary>[experts]: recent share of each expert; only where loads are balanced.</summary>
    internal Tensor? Load { get; init; }
}
