using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Element-wise non-linearities by name, so that a configuration can be saved and loaded.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x for positive x, 0.2 x otherwise.</summary>
    LeakyRelu,

    /// <summary>Gaussian error linear unit, exact form.</summary>
    Gelu,

    /// <summary>Exponential linear unit, alpha 1: the SNN blocks of MCAT-derived code.</summary>
    Elu,

    /// <summary>Scaled exponential linear unit, self-normalising (Klambauer et al. 2017).</summary>
    Selu,
}

internal static class ActivationFunctions
{
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Relu => functional.relu(x),
        Activation.LeakyRelu => x.LeakyRelu(0.2),
        Activation.Gelu => functional.gelu(x),
        Activation.Elu => x.Elu(),
        Activation.Selu => functional.selu(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not one of the activations."),
    };
}
