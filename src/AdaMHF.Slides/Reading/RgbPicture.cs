namespace AdaMHF.Slides;

/// <summary>An image in memory: red, green and blue of each pixel, row after row.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Pixels">3 x Width x Height bytes.</param>
public sealed record RgbPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng()
    {
        using var image = VipsRuntime.Of(this);
        return image.PngsaveBuffer();
    }
}
