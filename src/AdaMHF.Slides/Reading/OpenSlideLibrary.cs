using System.Reflection;
using System.Runtime.InteropServices;

namespace AdaMHF.Slides;

/// <summary>The native library OpenSlide, which is used where it is installed.</summary>
/// <remarks>
/// Debian and Ubuntu: <c>apt-get install libopenslide0</c>; macOS: <c>brew install openslide</c>; Windows: the ZIP of openslide.org. Where
/// the system does not find it, the environment variable <c>ADAMHF_OPENSLIDE</c> or <see cref="Path"/> names the library file.
/// </remarks>
public static partial class OpenSlideLibrary
{
    /// <summary>Environment variable that names the library file; <c>none</c> does without OpenSlide, wherever it is installed.</summary>
    public const string Variable = "ADAMHF_OPENSLIDE";

    /// <summary>How to get it, for messages.</summary>
    internal const string Remedy =
        "Install OpenSlide (Debian, Ubuntu: apt-get install libopenslide0; macOS: brew install openslide; Windows: openslide.org), "
        + $"or name its library file by the environment variable {Variable}.";

    private const string Name = "openslide";

    // Version 4 first, then 3.4.
    private static readonly string[] Candidates = OperatingSystem.IsWindows()
        ? ["libopenslide-1.dll", "libopenslide-0.dll"]
        : OperatingSystem.IsMacOS()
            ? [
                "libopenslide.1.dylib", "libopenslide.0.dylib",
                "/opt/homebrew/lib/libopenslide.1.dylib", "/usr/local/lib/libopenslide.1.dylib",
            ]
            : ["libopenslide.so.1", "libopenslide.so.0"];

    private static readonly Lazy<string?> Loaded = new(Load);

    private static nint _handle;

    /// <summary>
    /// The library file; null, the default, takes <see cref="Variable"/>, else what the system finds. Set it before the first use.
    /// </summary>
    public static string? Path { get; set; }

    /// <summary>Version of the library, such as 3.4.1; null where there is none.</summary>
    public static string? Version => Loaded.Value;

    private static string? Load()
    {
        var named = Path ?? Environment.GetEnvironmentVariable(Variable);
        if (named == "none") return null;
        foreach (var candidate in string.IsNullOrEmpty(named) ? Candidates : [named])
        {
            if (!NativeLibrary.TryLoad(candidate, out _handle)) continue;
            NativeLibrary.SetDllImportResolver(
                Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? _handle : nint.Zero);
            return Marshal.PtrToStringUTF8(GetVersion());
        }
        return string.IsNullOrEmpty(named)
            ? null
            : throw new SlideException($"OpenSlide cannot be loaded from '{named}', which {nameof(OpenSlideLibrary)}.{nameof(Path)} or "
                + $"{Variable} names. Name the library file itself, such as /usr/lib/x86_64-linux-gnu/libopenslide.so.0.");
    }

    /// <summary>Name of the scanner's format; null where OpenSlide does not know the file, or is not there.</summary>
    internal static string? VendorOf(string file) => Version is null ? null : Marshal.PtrToStringUTF8(DetectVendor(file));

    [LibraryImport(Name, EntryPoint = "openslide_get_version")]
    private static partial nint GetVersion();

    [LibraryImport(Name, EntryPoint = "openslide_detect_vendor", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint DetectVendor(string file);

    [LibraryImport(Name, EntryPoint = "openslide_open", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Open(string file);

    [LibraryImport(Name, EntryPoint = "openslide_close")]
    internal static partial void Close(nint slide);

    [LibraryImport(Name, EntryPoint = "openslide_get_error")]
    internal static partial nint GetError(nint slide);

    [LibraryImport(Name, EntryPoint = "openslide_get_level_count")]
    internal static partial int GetLevelCount(nint slide);

    [LibraryImport(Name, EntryPoint = "openslide_get_level_dimensions")]
    internal static partial void GetLevelDimensions(nint slide, int level, out long width, out long height);

    [LibraryImport(Name, EntryPoint = "openslide_get_level_downsample")]
    internal static partial double GetLevelDownsample(nint slide, int level);

    [LibraryImport(Name, EntryPoint = "openslide_get_property_value", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint GetPropertyValue(nint slide, string name);

    [LibraryImport(Name, EntryPoint = "openslide_read_region")]
    internal static partial void ReadRegion(nint slide, [Out] uint[] pixels, long x, long y, int level, long width, long height);
}
