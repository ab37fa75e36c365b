using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>The published genomic expert is two SNN blocks, which ours replaces by one and a linear map; its blocks are ours.</summary>
internal static class SnnExpertParity
{
    private static readonly Dictionary<string, string> Layers = new() { ["snn1.0"] = "0.linear", ["snn2.0"] = "1.linear" };

    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var (width, hidden) = (fixture.Size("in_dim"), fixture.Size("hidden_dim"));
        var keys = BlockComparison.WeightsAndBiases(Layers);
        var blocks = nn.Sequential(
            new SnnBlock(width, hidden, 0.25, random, Activation.Elu),
            new SnnBlock(hidden, width, 0.25, random, Activation.Elu));
        var expert = BlockComparison.Filled(fixture, blocks, keys);
        BlockComparison.Compare(fixture, ["x"], inputs => expert.call(inputs[0]), expert, keys);
    }
}
