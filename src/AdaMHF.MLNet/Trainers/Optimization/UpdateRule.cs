using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>How gradients change parameters that lie in one buffer and have made the same number of steps.</summary>
internal abstract class UpdateRule
{
    /// <summary>Buffers of the size of the parameters that the rule keeps, zero at the start.</summary>
    public abstract int Buffers { get; }

    /// <summary>Changes parameters and buffers in place.</summary>
    /// <param name="parameters">[n].</param>
    /// <param name="gradients">[n]; may be changed.</param>
    /// <param name="buffers">The rule's buffers, [n] each.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Step size.</param>
    /// <param name="decay">Weight decay.</param>
    public abstract void Apply(Tensor parameters, Tensor gradients, Tensor[] buffers, long step, double rate, double decay);

    /// <summary>The rule of an optimizer.</summary>
    public static UpdateRule Of(SurvivalOptimizer optimizer, double momentum) => optimizer switch
    {
        SurvivalOptimizer.AdamW => new AdamRule(isDecoupled: true),
        SurvivalOptimizer.Adam => new AdamRule(isDecoupled: false),
        SurvivalOptimizer.RAdam => new RectifiedAdamRule(),
        SurvivalOptimizer.Sgd => new MomentumRule(momentum),
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "Unknown optimizer."),
    };
}
