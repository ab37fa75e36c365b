using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Keeps a gate from sending every patient to one expert: experts x sum_e load_e p_e (Fedus et al. 2021, equation 4), 1 when
/// both are even. The published form takes the load from a batch; here patients come one at a time, so it is a running
/// average over the latest ones.
/// </summary>
internal static class LoadBalancingLoss
{
    /// <summary>Loss of one patient at one gate.</summary>
    /// <param name="load">[experts]: share of the latest patients that each expert served, sum 1; no gradient.</param>
    /// <param name="probabilities">[experts]: gate probabilities of this patient, sum 1.</param>
    /// <returns>Scalar.</returns>
    public static Tensor Of(Tensor load, Tensor probabilities)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(probabilities);
        return (load.detach() * probabilities).sum() * probabilities.shape[0];
    }
}
