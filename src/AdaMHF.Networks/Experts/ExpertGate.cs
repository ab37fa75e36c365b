using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Picks one expert per patient: an MLP and softmax on the mean token. In training the gate first cycles through all experts a few
/// times, so that each is trained, and then samples from its probabilities, or, with a bias, takes the expert of largest biased
/// probability. In evaluation it takes the most probable expert, or that of largest biased probability.
/// </summary>
internal sealed class ExpertGate : Module<Tensor, Tensor>
{
    // A gate that samples from the start can collapse onto one expert before the others are trained. More than one round, because
    // only the last layer of an expert that starts at zero gets a gradient in the first.
    private const int WarmUpRounds = 3;

    // An average over about the latest twenty patients.
    private const double NewestShare = 0.05;

    // Of standardised logits, so that a gate that tells patients apart is sure of its choice.
    private const double Sharpness = 2;

    private readonly Linear hidden;
    private readonly Linear scores;
    private readonly GateBalance? balance;
    private readonly Tensor? served;
    private readonly RandomSource random;
    private readonly int experts;
    private readonly int place;

    /// <summary>Creates the gate.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="experts">Experts to choose from, at least 2.</param>
    /// <param name="random">Source of the choices in training.</param>
    /// <param name="tracksLoad">Whether it tracks how often each expert runs, for <see cref="LoadBalancingLoss"/>.</param>
    /// <param name="balancingRate">Step of the bias per training patient; 0 for no bias.</param>
    public ExpertGate(int width, int experts, RandomSource random, bool tracksLoad = false, double balancingRate = 0)
        : base(nameof(ExpertGate))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(experts, 2);
        (this.random, this.experts, place) = (random, experts, random.CountsVisits());
        hidden = Layers.Linear(width, width);
        scores = Layers.Linear(width, experts);
        if (balancingRate > 0) balance = new GateBalance(experts, balancingRate);
        if (tracksLoad) served = TensorArithmetic.Filled([experts], 1.0 / experts);
        RegisterComponents();
    }

    /// <summary>Probability of each expert, [experts], for the tokens [tokens, width] of one patient.</summary>
    public override Tensor forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Probabilities(tokens.mean([0]));
    }

    /// <summary>Probability of each expert, [n, experts], for each patient's mean token, [n, width].</summary>
    /// <param name="means">The mean tokens.</param>
    /// <param name="balancing">Which patients the gate is balanced over; null for all.</param>
    internal Tensor Probabilities(Tensor means, bool[]? balancing = null)
    {
        var logits = scores.call(functional.relu(hidden.call(means)));
        if (balance is not null) logits = balance.Standardise(logits, training ? balancing ?? AllOf(means) : null).Times(Sharpness);
        return logits.softmax(-1);
    }

    /// <summary>Index of the expert to run for one patient.</summary>
    /// <param name="probabilities">What <see cref="forward"/> returned.</param>
    public int Choose(Tensor probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return ChooseAll(probabilities.unsqueeze(0))[0];
    }

    /// <summary>
    /// Index of the expert to run for each patient, in their order. Reads numbers back from the device, because the choices decide what
    /// runs next.
    /// </summary>
    /// <param name="probabilities">[n, experts].</param>
    /// <param name="balancing">Which patients move the bias; null for all.</param>
    internal int[] ChooseAll(Tensor probabilities, bool[]? balancing = null)
    {
        if (balance is not null)
            return balance.Choose(probabilities, training ? balancing ?? AllOf(probabilities) : null, NextOfRounds);
        var rounds = new int?[probabilities.shape[0]];
        for (var patient = 0; patient < rounds.Length; patient++) rounds[patient] = NextOfRounds();
        if (Array.TrueForAll(rounds, next => next is not null)) return Array.ConvertAll(rounds, next => next!.Value);
        using var scope = NewDisposeScope();
        var values = probabilities.detach();
        if (training)
        {
            // Gumbel-max: the arg-max of log p - log(exponential) is a draw from p.
            var uniform = rand(values.shape, dtype: values.dtype, device: values.device, generator: random.On(values.device));
            var exponential = uniform.AtLeast(1e-20).log().neg();
            values = values.AtLeast(1e-20) / exponential.AtLeast(1e-20);
        }
        long[] likeliest = [.. values.argmax(-1).cpu().data<long>()];
        return Array.ConvertAll(rounds.Zip(likeliest).ToArray(), pair => pair.First ?? (int)pair.Second);
    }

    private static bool[] AllOf(Tensor probabilities) => [.. Enumerable.Repeat(true, (int)probabilities.shape[0])];

    private int? NextOfRounds()
    {
        if (!training || !random.Explores) return null;
        var visit = random.Visit(place);
        return visit < WarmUpRounds * experts ? visit % experts : null;
    }

    /// <summary>
    /// [n, experts]: for each patient, the share of the latest patients that each expert served, this one included; null where loads are
    /// not tracked.
    /// </summary>
    internal Tensor? LoadsAfter(int[] chosen)
    {
        if (served is null) return null;
        using var noGradient = no_grad();
        float[] load = [.. served.cpu().data<float>()];
        var loads = new float[chosen.Length * experts];
        for (var patient = 0; patient < chosen.Length; patient++)
        {
            for (var expert = 0; expert < experts && training; expert++)
                load[expert] = (float)((load[expert] * (1 - NewestShare)) + (expert == chosen[patient] ? NewestShare : 0));
            load.CopyTo(loads, patient * experts);
        }
        if (training) served.copy_(tensor(load));
        return tensor(loads, [chosen.Length, experts], device: served.device);
    }
}
