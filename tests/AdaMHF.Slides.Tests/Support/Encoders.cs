using AdaMHF.Testing;

namespace AdaMHF.Slides.Tests;

/// <summary>Encoders that cost nothing.</summary>
internal static class Encoders
{
    /// <summary>Mean and maximum of red, green and blue, 0 to 1.</summary>
    public static EncoderDescription Tiny(TemporaryFolder folder, int imageSize = 16, int batch = 0, bool asTokens = false)
    {
        var model = TinyEncoder.Write(folder.Sub($"tiny{imageSize}-{batch}-{asTokens}.onnx"), imageSize, batch, asTokens);
        return new() { Name = "tiny", Model = model, Sha256 = EncoderDescription.DigestOf(model) };
    }
}
