using NetVips;

namespace AdaMHF.Slides;

/// <summary>libvips, set up once for the process.</summary>
internal static class VipsRuntime
{
    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Its name and version.</summary>
    /// <exception cref="SlideException">Its native library is not there.</exception>
    public static string Name => Loaded.Value;

    /// <summary>A picture as libvips sees it; the pixels are not copied.</summary>
    public static Image Of(RgbPicture picture)
    {
        _ = Name;
        using var plain = Image.NewFromMemory(picture.Pixels, picture.Width, picture.Height, 3, Enums.BandFormat.Uchar);
        return plain.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static string Load()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new SlideException(
                "libvips cannot be loaded. Add the package NetVips.Native.<system>, such as NetVips.Native.linux-arm64, to the "
                + "application: linux-x64, osx-arm64 and win-x64 come with AdaMHF.Slides.",
                ModuleInitializer.Exception);
        }
        // What goes wrong is thrown; libvips would also print it, past whoever reads stderr.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });
        return $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";
    }
}
