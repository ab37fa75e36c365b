using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class PyramidPositionalEncodingParity
{
    public static Dictionary<string, string> Layers { get; } = new()
    {
        ["proj"] = "convolution7",
        ["proj1"] = "convolution5",
        ["proj2"] = "convolution3",
    };

    public static void Compare(ParityFixture fixture)
    {
        var keys = BlockComparison.WeightsAndBiases(Layers);
        var encoding = BlockComparison.Filled(fixture, new PyramidPositionalEncoding(fixture.Size("dim")), keys);
        BlockComparison.Compare(fixture, ["x"], inputs => WithClassToken(encoding, inputs[0].squeeze(0)).unsqueeze(0), encoding, keys);
    }

    private static Tensor WithClassToken(PyramidPositionalEncoding encoding, Tensor sequence) =>
        cat([sequence.narrow(0, 0, 1), encoding.call(sequence.narrow(0, 1, sequence.shape[0] - 1))], 0);
}
