using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// A layer of experts of which exactly one runs per patient. Its output is scaled by its gate probability, through which the gate
/// gets its gradient. A layer with one expert has no gate.
/// </summary>
internal sealed class ExpertLayer : Module<Tensor, Tensor>
{
    private readonly ExpertGate? gate;
    private readonly ModuleList<Module<Tensor, Tensor>> experts;
    private readonly ExpertRouting routing;

    /// <summary>Creates the layer.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="experts">The experts, at least one.</param>
    /// <param name="random">Source of the gate's choices in training.</param>
    /// <param name="routing">Whether one expert runs or all of them do.</param>
    /// <param name="tracksLoad">Whether the gate tracks how often each expert runs.</param>
    public ExpertLayer(
        int width,
        IReadOnlyList<Module<Tensor, Tensor>> experts,
        RandomSource random,
        ExpertRouting routing = ExpertRouting.Single,
        bool tracksLoad = false)
        : base(nameof(ExpertLayer))
    {
        ArgumentNullException.ThrowIfNull(experts);
        gate = experts.Count > 1 ? new ExpertGate(width, experts.Count, random, tracksLoad) : null;
        this.experts = new ModuleList<Module<Tensor, Tensor>>([.. experts]);
        this.routing = routing;
        RegisterComponents();
    }

    /// <summary>
    /// Maps [tokens, width] to the chosen expert's output times its gate probability, or to the weighted sum
    /// of all, in the same shape.
    /// </summary>
    public override Tensor forward(Tensor tokens) => Run(tokens, null);

    internal Tensor Run(Tensor tokens, ExpertLog? log)
    {
        if (gate is null)
        {
            log?.Add(0, ones(1, dtype: tokens.dtype, device: tokens.device), null);
            return experts[0].call(tokens);
        }
        var probabilities = gate.call(tokens);
        return routing == ExpertRouting.All ? RunAll(tokens, probabilities, log) : RunOne(tokens, probabilities, log);
    }

    private Tensor RunOne(Tensor tokens, Tensor probabilities, ExpertLog? log)
    {
        var chosen = gate!.Choose(probabilities);
        log?.Add(chosen, probabilities, gate.LoadAfter(chosen));
        return experts[chosen].call(tokens) * probabilities[chosen];
    }

    private Tensor RunAll(Tensor tokens, Tensor probabilities, ExpertLog? log)
    {
        log?.Add((int)probabilities.argmax().item<long>(), probabilities, null);
        var sum = experts[0].call(tokens) * probabilities[0];
        for (var expert = 1; expert < experts.Count; expert++) sum = sum + experts[expert].call(tokens) * probabilities[expert];
        return sum;
    }
}
