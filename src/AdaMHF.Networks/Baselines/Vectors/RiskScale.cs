using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Published output scale of HFBSurv and GPDBN.</summary>
internal static class RiskScale
{
    /// <summary>6 sigmoid(x) - 3 where the output is a risk; hazard logits unchanged.</summary>
    public static Tensor Scaled(this Tensor outputs, VectorSystemConfiguration configuration) =>
        configuration.PredictsRisk ? outputs.sigmoid().Times(6).Plus(-3) : outputs;
}
