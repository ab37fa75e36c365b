using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Keeps the experts of a gate in use without a loss. Logits are standardised by their running mean and deviation over training patients,
/// so that a gate says by which expert a patient differs from others, and cannot run off to one expert for all. Where they hardly vary, a
/// bias per expert, added where the choice is made and nowhere else (Wang et al. 2024), moves with every training patient towards the
/// experts that serve few.
/// </summary>
internal sealed class GateBalance : Module
{
    // An average over about the latest hundred patients.
    private const double NewestShare = 0.01;

    // Logits that vary less are not blown up.
    private const double LeastDeviation = 0.1;

    private readonly Tensor bias;
    private readonly Tensor mean;
    private readonly Tensor variance;
    private readonly Tensor seen;
    private readonly double rate;

    /// <param name="experts">Experts to choose from.</param>
    /// <param name="rate">Step of the bias per training patient, above 0, in units of the log probabilities.</param>
    public GateBalance(int experts, double rate) : base(nameof(GateBalance))
    {
        this.rate = rate;
        bias = zeros(experts);
        mean = zeros(experts);
        variance = ones(experts);
        seen = zeros(1);
        RegisterComponents();
    }

    /// <summary>Standardises logits, [n, experts].</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="moving">Which patients move the running averages, before they are standardised; null in evaluation.</param>
    public Tensor Standardise(Tensor logits, bool[]? moving)
    {
        var (centres, deviations) = moving is null
            ? (mean, variance.sqrt().AtLeast(LeastDeviation))
            : Follow(logits.detach(), moving);
        return (logits - centres) / deviations;
    }

    /// <summary>[n, experts] each: the averages as every patient found them, moved by those before and by itself.</summary>
    private (Tensor Centres, Tensor Deviations) Follow(Tensor logits, bool[] moving)
    {
        using var noGradient = no_grad();
        float[] given = [.. logits.cpu().data<float>()];
        float[] centre = [.. mean.cpu().data<float>()];
        float[] spread = [.. variance.cpu().data<float>()];
        var count = seen.item<float>();
        var (centres, deviations) = (new float[given.Length], new float[given.Length]);
        for (var place = 0; place < given.Length; place++)
        {
            var (patient, expert) = (place / centre.Length, place % centre.Length);
            if (moving[patient])
            {
                if (expert == 0) count++;
                var share = (float)Math.Max(NewestShare, 1 / (count + 1));
                var away = given[place] - centre[expert];
                centre[expert] += share * away;
                spread[expert] = (1 - share) * (spread[expert] + (share * away * away));
            }
            centres[place] = centre[expert];
            deviations[place] = (float)Math.Max(LeastDeviation, Math.Sqrt(spread[expert]));
        }
        mean.copy_(tensor(centre));
        variance.copy_(tensor(spread));
        seen.copy_(tensor(new[] { count }));
        Tensor Rows(float[] values) => tensor(values, logits.shape, device: logits.device);
        return (Rows(centres), Rows(deviations));
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
