using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Token selections in double precision whose weights are away from their start.</summary>
internal static class Selections
{
    public const int Width = 16;

    /// <summary>Routers that give these ratios whatever the class token is; null leaves a router as it is.</summary>
    public static AdaptiveTokenSelection Create(
        int maxTokens,
        double? ratio = null,
        double? alpha = null,
        UnselectedTokens unselected = UnselectedTokens.Pooled,
        bool refreshes = true,
        SelectionRule rule = SelectionRule.Scaled)
    {
        var selection = new Numbers(1).Shaken(
            () => new AdaptiveTokenSelection(Width, maxTokens, unselected: unselected, refreshes: refreshes, rule: rule), deviation: 0.5);
        selection.to(float64);
        Fix(selection.Child<RatioRouter>("allocator"), ratio);
        if (unselected == UnselectedTokens.Pooled) Fix(selection.Child<RatioRouter>("refiner"), alpha);
        return selection;
    }

    public static Tensor ClassToken => new Numbers(2).NormalDouble(1, Width);

    public static Tensor Tokens(int count) => new Numbers(3).NormalDouble(count, Width);

    private static void Fix(RatioRouter router, double? ratio)
    {
        if (ratio is not { } value) return;
        using var noGradient = no_grad();
        router.state_dict()["output.weight"].zero_();
        router.state_dict()["output.bias"].Fill_(Math.Log(value / (1 - value)));
    }
}
