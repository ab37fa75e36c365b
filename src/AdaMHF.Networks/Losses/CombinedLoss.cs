using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// A loss of discrete hazards and Cox's loss on what they say of the order of patients. The log hazard of a patient is the mean of its
/// logits: under proportional odds, the network's own link, it is Cox's linear predictor up to a constant (Cox 1972, section 6), so that
/// both losses have one solution, and its gradient never fades. The risk that models report, minus the sum of survival, is no log hazard:
/// where few die, it would have to leave its scale to please Cox's loss.
/// </summary>
internal static class CombinedLoss
{
    /// <summary>(1 - weight) times the mean loss of the hazards plus weight times Cox's loss with Efron's ties.</summary>
    /// <param name="losses">[n], loss of each patient's hazards.</param>
    /// <param name="logits">[n, K], hazards before the sigmoid; n at least 2.</param>
    /// <param name="time">Follow-up time of each patient, in any unit.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="weight">Share of Cox's loss, in [0, 1].</param>
    /// <returns>Scalar; without a death the share of Cox's loss is 0.</returns>
    /// <exception cref="ArgumentException">The batch holds fewer than two patients, the lengths differ, or a time is NaN.</exception>
    public static Tensor Of(Tensor losses, Tensor logits, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed, double weight)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(logits);
        return losses.mean().Times(1 - weight).Plus(weight, CoxLoss.Efron(logits.mean([1]), time, observed));
    }
}
