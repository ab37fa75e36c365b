using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// PREE, progressive residual expert expansion: layers with growing numbers of experts. In each,
/// <c>x = act(Frozen(x) + p * Expert(x))</c> with one expert chosen per patient. Ablations change the routing, the
/// residual or the expansion.
/// </summary>
internal sealed class ExpertExpansion : Module<Tensor, Tensor>
{
    private readonly ModuleList<ExpertLayer> layers;
    private readonly Activation activation;

    // A delegate, because a module in a field would be registered, saved and counted by every unit that shares it.
    private readonly Func<Tensor, Tensor>? residual;

    /// <summary>Creates the expansion.</summary>
    /// <param name="layers">Expert layers in order.</param>
    /// <param name="residual">Residual path around the experts, such as the frozen MLP; null for none.</param>
    /// <param name="activation">Non-linearity after each layer.</param>
    public ExpertExpansion(IReadOnlyList<ExpertLayer> layers, Func<Tensor, Tensor>? residual, Activation activation)
        : base(nameof(ExpertExpansion))
    {
        ArgumentNullException.ThrowIfNull(layers);
        this.layers = new ModuleList<ExpertLayer>([.. layers]);
        this.residual = residual;
        this.activation = activation;
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to the same shape.</summary>
    public override Tensor forward(Tensor tokens) => Run(TokenBatch.Single(tokens), null).Tokens.squeeze(0);

    /// <summary>Takes the tokens over: nothing is left of them.</summary>
    internal TokenBatch Run(TokenBatch batch, ExpertLog? log, bool[]? balancing = null)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            using var memory = WorkingMemory.Begin(log is not null);
            if (log is not null) log.Layer = i;
            var given = batch;
            var expert = WorkingMemory.Within(() => layers[i].Run(given, log, balancing).Tokens, log is not null);
            var sum = residual is null ? expert : WorkingMemory.Within(() => residual(given.Tokens)).Plus(expert);
            batch = memory.Keep(given with { Tokens = activation.Apply(sum) });
            WorkingMemory.Free(given, log is not null);
        }
        return batch;
    }
}
