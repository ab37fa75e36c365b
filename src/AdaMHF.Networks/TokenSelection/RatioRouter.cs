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
    /// <param name="startsNearHalf">Whether every ratio is about 0.5 before training.</param>
    public RatioRouter(int width, bool startsNearHalf = false) : base(nameof(RatioRouter))
    {
        hidden = Layers.Linear(width, Math.Max(8, width / 4));
        output = Layers.Linear(Math.Max(8, width / 4), 1);
        if (startsNearHalf)
        {
            init.normal_(output.weight!, 0, 0.1);
            init.zeros_(output.bias!);
        }
        RegisterComponents();
    }

    /// <summary>Maps class tokens [n, width] to the ratios, [n, 1].</summary>
    public override Tensor forward(Tensor classTokens) => Logit(classTokens).sigmoid();

    /// <summary>Maps class tokens [n, width] to the logits of the ratios, [n, 1].</summary>
    public Tensor Logit(Tensor classTokens) => output.call(functional.relu(hidden.call(classTokens)));
}
