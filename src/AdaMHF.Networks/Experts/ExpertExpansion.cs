using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// PREE, progressive residual expert expansion: layers with growing numbers of experts. In each,
/// <c>x = act(Frozen(x) + p * Expert(x))</c> with one expert chosen per patient.
/// </summary>
public sealed class ExpertExpansion : Module<Tensor, Tensor>
{
    private readonly ModuleList<ExpertLayer> layers;
    private readonly Activation activation;

    // A delegate, because a module in a field would be registered, saved and counted again by every unit that shares it.
    private readonly Func<Tensor, Tensor> residual;

    /// <summary>Creates the expansion.</summary>
    /// <param name="layers">Expert layers in order.</param>
    /// <param name="residual">Carries the tokens past the experts: the frozen perceptron.</param>
    /// <param name="activation">Non-linearity after each layer.</param>
    public ExpertExpansion(IReadOnlyList<ExpertLayer> layers, Func<Tensor, Tensor> residual, Activation activation) : base(nameof(ExpertExpansion))
    {
        ArgumentNullException.ThrowIfNull(layers);
        this.layers = new ModuleList<ExpertLayer>([.. layers]);
        this.residual = residual;
        this.activation = activation;
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to the same shape.</summary>
    public override Tensor forward(Tensor tokens)
    {
        foreach (var layer in layers) tokens = activation.Apply(residual(tokens) + layer.call(tokens));
        return tokens;
    }
}
