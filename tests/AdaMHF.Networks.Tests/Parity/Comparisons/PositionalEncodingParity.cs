using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>The published form replaces tokens by their convolution where ours adds it, so ours minus the tokens is compared.</summary>
internal static class PositionalEncodingParity
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["pe.weight"] = "convolution.weight",
        ["pe.bias"] = "convolution.bias",
    };

    public static void Compare(ParityFixture fixture)
    {
        var encoding = new PositionalEncoding(fixture.Size("dim"), fixture.Size("k"), onGrid: fixture.Flag("epeg_2d", false));
        BlockComparison.Filled(fixture, encoding, Keys);
        BlockComparison.Compare(fixture, ["x"], inputs => Published(encoding, inputs[0].squeeze(0)).unsqueeze(0), encoding, Keys);
    }

    private static Tensor Published(PositionalEncoding encoding, Tensor sequence)
    {
        var tokens = sequence.narrow(0, 1, sequence.shape[0] - 1);
        return cat([sequence.narrow(0, 0, 1), encoding.call(tokens) - tokens], 0);
    }
}
