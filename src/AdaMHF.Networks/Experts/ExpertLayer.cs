using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// One layer of experts of which exactly one runs per patient. Its output is scaled by its gate probability, which is how the gate learns.
/// A layer with one expert has no gate.
/// </summary>
public sealed class ExpertLayer : Module<Tensor, Tensor>
{
    private readonly ExpertGate? gate;
    private readonly ModuleList<Module<Tensor, Tensor>> experts;

    /// <summary>Creates the layer.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="experts">The experts, at least one.</param>
    /// <param name="random">Where the gate draws in training.</param>
    public ExpertLayer(int width, IReadOnlyList<Module<Tensor, Tensor>> experts, RandomSource random) : base(nameof(ExpertLayer))
    {
        ArgumentNullException.ThrowIfNull(experts);
        gate = experts.Count > 1 ? new ExpertGate(width, experts.Count, random) : null;
        this.experts = new ModuleList<Module<Tensor, Tensor>>([.. experts]);
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to the chosen expert's output times its gate probability, same shape.</summary>
    public override Tensor forward(Tensor tokens)
    {
        if (gate is null) return experts[0].call(tokens);
        var probabilities = gate.call(tokens);
        var chosen = gate.Choose(probabilities);
        return experts[chosen].call(tokens) * probabilities[chosen];
    }
}
