using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Picks one expert per patient: an MLP and softmax on the mean token. In training each expert gets its chance: the gate first goes a few rounds through all of them,
/// then draws from its probabilities. In evaluation it takes the likeliest.
/// </summary>
internal sealed class ExpertGate : Module<Tensor, Tensor>
{
    // A gate that drew from the start could settle before each expert had shown what it can learn. More than one round, because an
    // expert that starts at zero learns with its last layer alone the first time.
    private const int WarmUpRounds = 3;

    // The latest twenty patients count.
    private const double NewestShare = 0.05;

    private readonly Linear hidden;
    private readonly Linear scores;
    private readonly Tensor? served;
    private readonly RandomSource random;
    private readonly int experts;
    private readonly int place;

    /// <summary>Creates the gate.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="experts">Experts to choose from, at least 2.</param>
    /// <param name="random">Where choices are drawn in training.</param>
    /// <param name="tracksLoad">Whether it keeps count of how often each expert ran, for <see cref="LoadBalancingLoss"/>.</param>
    public ExpertGate(int width, int experts, RandomSource random, bool tracksLoad = false) : base(nameof(ExpertGate))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(experts, 2);
        (this.random, this.experts, place) = (random, experts, random.CountsVisits());
        hidden = Linear(width, width);
        scores = Linear(width, experts);
        if (tracksLoad) served = full(experts, 1.0 / experts);
        RegisterComponents();
    }

    /// <summary>Probability of each expert, [experts], for the tokens [tokens, width] of one patient.</summary>
    public override Tensor forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return scores.call(functional.relu(hidden.call(tokens.mean([0])))).softmax(-1);
    }

    /// <summary>Number of the expert to run. Reads one number back from the device: the choice decides what runs next.</summary>
    /// <param name="probabilities">What <see cref="forward"/> returned.</param>
    public int Choose(Tensor probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (training && random.Explores && NextOfRounds() is { } next) return next;
        using var scope = NewDisposeScope();
        var values = probabilities.detach();
        if (training)
        {
            // Gumbel-max: the arg-max of log p - log(exponential) is a draw from p.
            var exponential = -log(rand(values.shape[0], dtype: values.dtype, device: values.device, generator: random.On(values.device)).clamp_min_(1e-20));
            values = values.clamp_min(1e-20) / exponential.clamp_min_(1e-20);
        }
        return (int)values.argmax().item<long>();
    }

    private int? NextOfRounds()
    {
        var visit = random.Visit(place);
        return visit < WarmUpRounds * experts ? visit % experts : null;
    }

    /// <summary>Share of the latest patients that each expert served, the present one included; null where loads are not tracked.</summary>
    internal Tensor? LoadAfter(int chosen)
    {
        if (served is null || !training) return served?.clone();
        using var noGradient = no_grad();
        served.mul_(1 - NewestShare);
        served[chosen].add_(NewestShare);
        return served.clone();
    }
}
