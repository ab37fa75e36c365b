using System.Globalization;
using System.Runtime.InteropServices;

namespace AdaMHF.Slides;

/// <summary>A slide that OpenSlide reads. An error sticks to OpenSlide's handle, so that it is opened anew after one.</summary>
internal sealed class OpenSlideSlide : SlideImage
{
    private nint _handle;

    private OpenSlideSlide(SlideInfo info, nint handle) : base(info) => _handle = handle;

    /// <summary>Opens a file of a vendor that OpenSlide knows.</summary>
    /// <exception cref="SlideException">It cannot be opened; the message is OpenSlide's.</exception>
    public static OpenSlideSlide Open(string path, string vendor, double? assumed)
    {
        var handle = OpenHandle(path);
        try
        {
            var levels = new SlideLevel[OpenSlideLibrary.GetLevelCount(handle)];
            for (var i = 0; i < levels.Length; i++)
            {
                OpenSlideLibrary.GetLevelDimensions(handle, i, out var width, out var height);
                levels[i] = new(checked((int)width), checked((int)height), OpenSlideLibrary.GetLevelDownsample(handle, i));
            }
            var scale = SlideScale.Of(
                Mean(Number(handle, "openslide.mpp-x"), Number(handle, "openslide.mpp-y")),
                ByResolutionTags(handle),
                Number(handle, "openslide.objective-power")).OrAssumed(assumed);
            var reader = $"OpenSlide {OpenSlideLibrary.Version}";
            return new(new(path, reader, vendor, levels, scale.MicronsPerPixel, scale.Source, scale.Magnification), handle);
        }
        catch
        {
            OpenSlideLibrary.Close(handle);
            throw;
        }
    }

    public override SlideImage Reopen() => new OpenSlideSlide(Info, OpenHandle(Info.File));

    private protected override byte[] Decode(int level, int x, int y, int width, int height)
    {
        if (_handle == 0) _handle = OpenHandle(Info.File);
        var pixels = new uint[width * height];
        var downsample = Info.Levels[level].Downsample;
        var (left, top) = ((long)Math.Round(x * downsample), (long)Math.Round(y * downsample));
        OpenSlideLibrary.ReadRegion(_handle, pixels, left, top, level, width, height);
        if (ErrorOf(_handle) is not { } error) return OnWhite(pixels);
        Dispose(true);
        throw new DamagedRegionException(
            $"'{Info.File}': level {level} cannot be decoded at {x}, {y} ({width} x {height}): {error}. "
            + "Patches there are left out; if there are many, copy or scan the slide again.");
    }

    protected override void Dispose(bool disposing)
    {
        if (_handle != 0) OpenSlideLibrary.Close(_handle);
        _handle = 0;
    }

    ~OpenSlideSlide() => Dispose(false);

    private static nint OpenHandle(string path)
    {
        var handle = OpenSlideLibrary.Open(path);
        if (handle == 0) throw new SlideException("not a file that it knows");
        if (ErrorOf(handle) is not { } error) return handle;
        OpenSlideLibrary.Close(handle);
        throw new SlideException(error);
    }

    private static string? ErrorOf(nint handle) => Marshal.PtrToStringUTF8(OpenSlideLibrary.GetError(handle));

    private static double? ByResolutionTags(nint handle)
    {
        var micronsPerUnit = Text(handle, "tiff.ResolutionUnit") switch { "centimeter" => 10_000, "inch" => 25_400.0, _ => double.NaN };
        return Mean(micronsPerUnit / Number(handle, "tiff.XResolution"), micronsPerUnit / Number(handle, "tiff.YResolution"));
    }

    private static double? Mean(double? x, double? y) => (x + y) / 2;

    private static double? Number(nint handle, string name) =>
        double.TryParse(Text(handle, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? Text(nint handle, string name) => Marshal.PtrToStringUTF8(OpenSlideLibrary.GetPropertyValue(handle, name));

    /// <summary>Premultiplied ARGB on a white ground: what was never scanned is transparent, and black would look like ink.</summary>
    private static byte[] OnWhite(uint[] pixels)
    {
        var rgb = new byte[pixels.Length * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (pixel, ground) = (pixels[i], 255 - (pixels[i] >> 24));
            rgb[3 * i] = (byte)(((pixel >> 16) & 255) + ground);
            rgb[(3 * i) + 1] = (byte)(((pixel >> 8) & 255) + ground);
            rgb[(3 * i) + 2] = (byte)((pixel & 255) + ground);
        }
        return rgb;
    }
}
