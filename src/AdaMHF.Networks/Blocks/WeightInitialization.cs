using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Initial weights of linear layers that differ from the defaults of our blocks.</summary>
internal static class WeightInitialization
{
    /// <summary>Weights and biases uniform in +-1 / sqrt(inputs): PyTorch's default, which MCAT-derived code keeps.</summary>
    public static void Uniform(Module module)
    {
        foreach (var linear in LinearsOf(module))
        {
            var bound = 1 / Math.Sqrt(linear.in_features);
            init.uniform_(linear.weight!, -bound, bound);
            if (linear.bias is not null) init.uniform_(linear.bias, -bound, bound);
        }
    }

    /// <summary>Weights Xavier-normal, biases zero.</summary>
    public static void XavierNormal(Module module)
    {
        foreach (var linear in LinearsOf(module))
        {
            // TorchSharp's xavier_normal_ draws from a uniform distribution.
            init.normal_(linear.weight!, 0, Math.Sqrt(2.0 / (linear.in_features + linear.out_features)));
            if (linear.bias is not null) init.zeros_(linear.bias);
        }
    }

    private static IEnumerable<Linear> LinearsOf(Module module) => module.modules().OfType<Linear>();
}
