namespace AdaMHF.Networks.Tests;

internal static class SnnBlockParity
{
    private static readonly Dictionary<string, string> Keys = new() { ["0.weight"] = "linear.weight", ["0.bias"] = "linear.bias" };

    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var block = new SnnBlock(fixture.Size("dim1"), fixture.Size("dim2"), 0.25, random, Activation.Elu);
        BlockComparison.Filled(fixture, block, Keys);
        BlockComparison.Compare(fixture, ["x"], inputs => block.call(inputs[0]), block, Keys);
    }
}
