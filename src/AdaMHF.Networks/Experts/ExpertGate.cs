using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Picks one expert per patient: an MLP and softmax on the mean token. In training the expert is drawn from these probabilities, so that
/// each gets its chance; in evaluation it is the likeliest.
/// </summary>
public sealed class ExpertGate : Module<Tensor, Tensor>
{
    private readonly Linear hidden;
    private readonly Linear scores;
    private readonly RandomSource random;

    /// <summary>Creates the gate.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="experts">Experts to choose from, at least 2.</param>
    /// <param name="random">Where choices are drawn in training.</param>
    public ExpertGate(int width, int experts, RandomSource random) : base(nameof(ExpertGate))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(experts, 2);
        this.random = random;
        hidden = Linear(width, width);
        scores = Linear(width, experts);
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
}
