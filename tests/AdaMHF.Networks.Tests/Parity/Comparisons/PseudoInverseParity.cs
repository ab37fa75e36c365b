namespace AdaMHF.Networks.Tests;

internal static class PseudoInverseParity
{
    public static void Compare(ParityFixture fixture) =>
        BlockComparison.Compare(fixture, ["x"], inputs => PseudoInverse.Iterate(inputs[0], fixture.Size("iterations")));
}
