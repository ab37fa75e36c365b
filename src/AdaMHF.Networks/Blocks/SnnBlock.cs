using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// One layer of a self-normalising network: linear, SELU (or ELU, as in MCAT-derived code), alpha dropout. Weights start
/// LeCun-normal (standard deviation 1 / sqrt(inputs)) and biases at zero, which keeps standardised inputs at mean 0 and variance 1.
/// </summary>
internal sealed class SnnBlock : Module<Tensor, Tensor>
{
    private readonly Linear linear;
    private readonly SeededAlphaDropout dropout;
    private readonly Activation activation;

    /// <summary>Creates the block.</summary>
    /// <param name="inputs">Features in.</param>
    /// <param name="outputs">Features out.</param>
    /// <param name="dropoutProbability">Alpha dropout in training, in [0, 1).</param>
    /// <param name="random">Source of the dropout masks.</param>
    /// <param name="activation">SELU by default; ELU reproduces MCAT-derived code.</param>
    public SnnBlock(int inputs, int outputs, double dropoutProbability, RandomSource random, Activation activation = Activation.Selu)
        : base(nameof(SnnBlock))
    {
        this.activation = activation;
        linear = Layers.Linear(inputs, outputs);
        init.normal_(linear.weight!, 0, 1 / Math.Sqrt(inputs));
        init.zeros_(linear.bias!);
        dropout = new SeededAlphaDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [..., inputs] to [..., outputs].</summary>
    public override Tensor forward(Tensor input) => dropout.call(activation.Apply(linear.call(input)));
}
