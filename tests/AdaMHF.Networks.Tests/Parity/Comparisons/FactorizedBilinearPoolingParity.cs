namespace AdaMHF.Networks.Tests;

internal static class FactorizedBilinearPoolingParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        using var pooling = new FactorizedBilinearPooling(fixture.Size("output_dim"), 0.1, random);
        pooling.eval();
        BlockComparison.Compare(fixture, ["x1", "x2"], inputs => pooling.call(inputs[0], inputs[1]));
    }
}
