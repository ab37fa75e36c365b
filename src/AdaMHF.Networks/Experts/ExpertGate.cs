using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Picks one expert per patient: an MLP and softmax on the mean token. In training the gate first cycles through all experts a few
/// times, so that each is trained, and then samples from its probabilities. In evaluation it takes the most probable expert.
/// </summary>
internal sealed class ExpertGate : Module<Tensor, Tensor>
{
    // A gate that samples from the start can collapse onto one expert before the others are trained. More than one round, because
    // only the last layer of an expert that starts at zero gets a gradient in the first.
    private const int WarmUpRounds = 3;

    // An average over about the latest twenty patients.
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
    /// <param name="random">Source of the choices in training.</param>
    /// <param name="tracksLoad">Whether it tracks how often each expert runs, for <see cref="LoadBalancingLoss"/>.</param>
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

    /// <summary>Index of the expert to run. Reads one number back from the device, because the choice decides what runs next.</summary>
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
            var uniform = rand(values.shape[0], dtype: values.dtype, device: values.device, generator: random.On(values.device));
            var exponential = -log(uniform.clamp_min_(1e-20));
            values = values.clamp_min(1e-20) / exponential.clamp_min_(1e-20);
        }
        return (int)values.argmax().item<long>();
    }

    private int? NextOfRounds()
    {
        var visit = random.Visit(place);
        return visit < WarmUpRounds * experts ? visit % experts : null;
    }

    /// <summary>Share of the latest patients that each expert served, the current one included; null where loads are not tracked.</summary>
    internal Tensor? LoadAfter(int chosen)
    {
        if (served is null || !training) return served?.clone();
        using var noGradient = no_grad();
        served.mul_(1 - NewestShare);
        served[chosen].add_(NewestShare);
        return served.clone();
    }
}
