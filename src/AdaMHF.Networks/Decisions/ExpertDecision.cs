using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What one gate decided about one patient.</summary>
/// <param name="Stage">Stage of the unit, from 0.</param>
/// <param name="Layer">Expert layer of the stage, from 0.</param>
/// <param name="Expert">Number of the expert that ran, from 0; where all run, the one that counts most.</param>
/// <param name="Probabilities">[experts]: gate probabilities, sum 1.</param>
public sealed record ExpertDecision(int Stage, int Layer, int Expert, Tensor Probabilities)
{
    /// <summary>[experts]: how often each expert ran of late; only where loads are balanced.</summary>
    internal Tensor? Load { get; init; }
}
