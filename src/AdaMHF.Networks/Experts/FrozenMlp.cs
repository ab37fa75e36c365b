using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// The fixed two-layer MLP on the residual path of progressive residual expert expansion. It is never trained and is saved with the
/// model. Like the vision-transformer block that it represents, it has a skip connection: x + fc2(GELU(fc1(x))).
/// </summary>
/// <remarks>
/// Both matrices start scaled-orthogonal. Without the skip connection a hidden layer narrower than the tokens would be a
/// bottleneck at every expert layer.
/// </remarks>
internal sealed class FrozenMlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <summary>Creates the MLP.</summary>
    /// <param name="width">Token width in and out.</param>
    /// <param name="hidden">Hidden width.</param>
    /// <param name="gain">Scale of the second matrix.</param>
    public FrozenMlp(int width, int hidden, double gain = 0.5) : base(nameof(FrozenMlp))
    {
        fc1 = Layers.Linear(width, hidden);
        fc2 = Layers.Linear(hidden, width);
        init.orthogonal_(fc1.weight!);
        init.orthogonal_(fc2.weight!, gain);
        init.zeros_(fc1.bias!);
        init.zeros_(fc2.bias!);
        RegisterComponents();
        foreach (var parameter in parameters()) parameter.requires_grad = false;
    }

    /// <summary>
    /// Copies the weights of a vision transformer's first MLP. Where that is larger, its strongest hidden units remain and
    /// neighbouring channels are projected onto one, their sum over the square root of their number. At equal size the
    /// weights are copied unchanged.
    /// </summary>
    /// <exception cref="ArgumentException">The source is smaller than this MLP.</exception>
    public void Load(VisionTransformerMlp source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reduced = source.Reduced((int)fc1.in_features, (int)fc1.out_features);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Copy(fc1.weight!, reduced.HiddenWeights);
        Copy(fc1.bias!, reduced.HiddenBias);
        Copy(fc2.weight!, reduced.OutputWeights);
        Copy(fc2.bias!, reduced.OutputBias);

        static void Copy(Tensor target, float[] values) => target.copy_(tensor(values, target.shape));
    }

    /// <summary>Maps [tokens, width] to the same shape.</summary>
    public override Tensor forward(Tensor tokens) => tokens.Plus(fc2.call(functional.gelu(fc1.call(tokens))));
}
