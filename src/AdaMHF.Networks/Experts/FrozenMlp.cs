using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// The fixed two-layer perceptron that carries the residual of progressive residual expert expansion. It is never trained and is
/// saved with the model. Like the vision-transformer block that it stands for, it keeps that block's skip connection:
/// x + fc2(GELU(fc1(x))).
/// </summary>
/// <remarks>
/// Both matrices start scaled-orthogonal. Without the skip connection a hidden layer narrower than the tokens would squeeze them through
/// its few dimensions at every expert layer.
/// </remarks>
internal sealed class FrozenMlp : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <summary>Creates the perceptron.</summary>
    /// <param name="width">Token width in and out.</param>
    /// <param name="hidden">Hidden width.</param>
    /// <param name="gain">Scale of the second matrix: how far the perceptron bends what it carries.</param>
    public FrozenMlp(int width, int hidden, double gain = 0.5) : base(nameof(FrozenMlp))
    {
        fc1 = Linear(width, hidden);
        fc2 = Linear(hidden, width);
        init.orthogonal_(fc1.weight!);
        init.orthogonal_(fc2.weight!, gain);
        init.zeros_(fc1.bias!);
        init.zeros_(fc2.bias!);
        RegisterComponents();
        foreach (var parameter in parameters()) parameter.requires_grad = false;
    }

    /// <summary>
    /// Takes over the weights of a vision transformer's first perceptron. Where it is larger, its strongest hidden units stay and its width is projected: neighbouring channels
    /// become one, their sum over the root of their number. At its full size the weights are taken as they are.
    /// </summary>
    /// <exception cref="ArgumentException">It is smaller than this perceptron.</exception>
    public void Load(VisionTransformerMlp source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reduced = source.Reduced((int)fc1.in_features, (int)fc1.out_features);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (target, values) in new[]
            { (fc1.weight!, reduced.HiddenWeights), (fc1.bias!, reduced.HiddenBias), (fc2.weight!, reduced.OutputWeights), (fc2.bias!, reduced.OutputBias) })
        {
            target.copy_(tensor(values, target.shape));
        }
    }

    /// <summary>Maps [tokens, width] to the same shape.</summary>
    public override Tensor forward(Tensor tokens) => tokens + fc2.call(functional.gelu(fc1.call(tokens)));
}
