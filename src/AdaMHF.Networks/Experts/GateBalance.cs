using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Keeps the experts of a gate in use without a loss (Wang et al. 2024): a bias per expert, added to the logits where the choice is made
/// and nowhere else, moves with every training patient towards the experts that serve few. A gate that hardly tells patients apart is then
/// cut in their middle, where a loss would only even out its probabilities.
/// </summary>
internal sealed class GateBalance : Module
{
    private readonly Tensor bias;
    private readonly double rate;

    /// <param name="experts">Experts to choose from.</param>
    /// <param name="rate">Step of the bias per training patient, above 0, in units of the logits.</param>
    public GateBalance(int experts, double rate) : base(nameof(GateBalance))
    {
        this.rate = rate;
        bias = zeros(experts);
        RegisterComponents();
    }

    /// <summary>Index of the expert to run for each patient, in their order.</summary>
    /// <param name="probabilities">[n, experts].</param>
    /// <param name="moving">Which patients move the bias; null in evaluation, where it stays.</param>
    /// <param name="given">Expert that a patient gets whatever the bias; null for none.</param>
    public int[] Choose(Tensor probabilities, bool[]? moving, Func<int?> given)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        float[] logits = [.. probabilities.detach().AtLeast(1e-20).log().cpu().data<float>()];
        float[] shift = [.. bias.cpu().data<float>()];
        var chosen = new int[probabilities.shape[0]];
        for (var patient = 0; patient < chosen.Length; patient++)
        {
            var best = Best(logits.AsSpan(patient * shift.Length, shift.Length), shift);
            chosen[patient] = given() ?? best;
            if (moving is null || !moving[patient]) continue;
            for (var expert = 0; expert < shift.Length; expert++)
                shift[expert] += (float)(rate * ((1.0 / shift.Length) - (expert == best ? 1 : 0)));
        }
        if (moving is not null) bias.copy_(tensor(shift));
        return chosen;
    }

    private static int Best(ReadOnlySpan<float> logits, float[] shift)
    {
        var best = 0;
        for (var expert = 1; expert < shift.Length; expert++)
        {
            if (logits[expert] + shift[expert] > logits[best] + shift[best]) best = expert;
        }
        return best;
    }
}
