using NetVips;

namespace AdaMHF.Slides;

/// <summary>Changes the size of pictures.</summary>
internal static class PictureScaling
{
    /// <summary>A square picture at another size, smoothed where it shrinks.</summary>
    public static RgbPicture To(RgbPicture picture, int size, Enums.Kernel kernel)
    {
        using var image = VipsRuntime.Of(picture);
        using var scaled = image.Resize((double)size / picture.Width, kernel, vscale: (double)size / picture.Height);
        return new(scaled.Width, scaled.Height, scaled.WriteToMemory<byte>());
    }
}
