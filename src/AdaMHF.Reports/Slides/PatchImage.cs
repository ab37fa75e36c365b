using SkiaSharp;

namespace AdaMHF.Reports;

/// <summary>Checks of pictures that come from a caller.</summary>
internal static class PatchImage
{
    /// <summary>Refuses bytes that are no picture, and pictures too large to be decoded safely; reads the header only.</summary>
    public static void Check(byte[] image, string argument, int largestEdge)
    {
        using var data = SKData.CreateCopy(image);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            throw new ArgumentException("Expected a PNG or JPEG file; the bytes are no picture that can be decoded.", argument);
        if (codec.Info.Width > largestEdge || codec.Info.Height > largestEdge)
        {
            throw new ArgumentException(
                $"Expected a picture of at most {largestEdge} pixels to each side, got {codec.Info.Width} x {codec.Info.Height}.",
                argument);
        }
    }
}
