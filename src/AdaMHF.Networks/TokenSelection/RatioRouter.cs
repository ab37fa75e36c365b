using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>A ratio in (0, 1) from a class token: a small MLP and a sigmoid.</summary>
internal sealed class RatioRouter : Module<Tensor, Tensor>
{
    private readonly Linear hidden;
    private readonly Linear output;

    /// <summary>Creates the router.</summary>
    /// <param name="width">Width of the class token.</param>
    public RatioRouter(int width) : base(nameof(RatioRouter))
    {
        hidden = Linear(width, Math.Max(8, width / 4));
        output = Linear(Math.Max(8, width / 4), 1);
        RegisterComponents();
    }

    /// <summary>Maps the class token [1, width] to the ratio, [1].</summary>
    public override Tensor forward(Tensor classToken) => output.call(functional.relu(hidden.call(classToken))).sigmoid().squeeze(1);
}
