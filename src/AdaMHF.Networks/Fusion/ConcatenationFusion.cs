using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>The plain fusion of MCAT, Porpoise and CMTA: two concatenated vectors through two linear layers with ReLU.</summary>
internal sealed class ConcatenationFusion : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear linear1;
    private readonly Linear linear2;

    /// <summary>Creates the fusion.</summary>
    /// <param name="width">Width of each vector and of the result.</param>
    public ConcatenationFusion(int width) : base(nameof(ConcatenationFusion))
    {
        linear1 = Layers.Linear(2 * width, width);
        linear2 = Layers.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Maps two tensors [batch, width] to one.</summary>
    public override Tensor forward(Tensor first, Tensor second) =>
        functional.relu(linear2.call(functional.relu(linear1.call(cat([first, second], 1)))));
}
