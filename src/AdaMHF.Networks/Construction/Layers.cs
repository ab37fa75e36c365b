using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>TorchSharp's layers, each counted against what may be built before Torch is asked for memory.</summary>
internal static class Layers
{
    /// <summary>A linear layer.</summary>
    public static Linear Linear(long inputs, long outputs, bool hasBias = true)
    {
        ConstructionBudget.Take(outputs, inputs);
        return nn.Linear(inputs, outputs, hasBias);
    }

    /// <summary>A layer norm over the last axis.</summary>
    public static LayerNorm LayerNorm(long width)
    {
        ConstructionBudget.Take(width);
        return nn.LayerNorm(width);
    }

    /// <summary>A convolution over two axes.</summary>
    public static Conv2d Conv2d(
        long inputs, long outputs, (long, long) kernel, (long, long) padding, long groups, bool bias = true)
    {
        ConstructionBudget.Take(outputs, inputs / Math.Max(1, groups), kernel.Item1, kernel.Item2);
        return nn.Conv2d(inputs, outputs, kernel, padding: padding, groups: groups, bias: bias);
    }
}
