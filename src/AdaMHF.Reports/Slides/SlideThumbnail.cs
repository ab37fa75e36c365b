using SkiaSharp;

namespace AdaMHF.Reports;

/// <summary>A small picture of a whole slide, under a heat map.</summary>
public sealed class SlideThumbnail
{
    private const int LargestEdge = 20_000;

    /// <summary>A picture that shows the slide from its upper left corner.</summary>
    /// <param name="image">PNG or JPEG file as bytes.</param>
    /// <param name="pixelsPerPixel">Pixels of the slide's finest level per pixel of the picture, above 0.</param>
    /// <exception cref="ArgumentException">The bytes are no such picture, it is too large, or the scale is not above 0.</exception>
    public SlideThumbnail(byte[] image, double pixelsPerPixel)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(pixelsPerPixel > 0 && double.IsFinite(pixelsPerPixel)))
            throw new ArgumentOutOfRangeException(nameof(pixelsPerPixel), pixelsPerPixel, "Expected a finite scale above 0.");
        PatchImage.Check(image, nameof(image), LargestEdge);
        (Image, PixelsPerPixel) = (image, pixelsPerPixel);
    }

    /// <summary>Pixels of the slide's finest level per pixel of the picture.</summary>
    public double PixelsPerPixel { get; }

    internal byte[] Image { get; }

    internal SKBitmap Decode() => SKBitmap.Decode(Image) ?? throw new InvalidDataException("The thumbnail cannot be decoded.");
}
