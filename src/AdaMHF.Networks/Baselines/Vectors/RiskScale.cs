using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The published output of HFBSurv and GPDBN.</summary>
internal static class RiskScale
{
    /// <summary>6 sigmoid(x) - 3 where the output is a risk; hazard logits as they are.</summary>
    public static Tensor Scaled(this Tensor outputs, VectorSystemConfiguration configuration) => configuration.PredictsRisk ? (outputs.sigmoid() * 6) - 3 : outputs;
}
