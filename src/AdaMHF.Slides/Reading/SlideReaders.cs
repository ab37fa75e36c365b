using NetVips;

namespace AdaMHF.Slides;

/// <summary>Chooses the reader of a file by its content.</summary>
internal static class SlideReaders
{
    // What the libvips that NuGet serves decodes: none, CCITT, LZW, JPEG, deflate (two codes), PackBits, WebP.
    private static readonly int[] ReadByVips = [1, 2, 3, 4, 5, 7, 8, 32946, 32773, 50001];

    // Scanners whose files are TIFF, but whose pages are not simply the levels.
    private static readonly string[] OwnLayouts = ["hamamatsu", "leica", "mirax", "philips", "sakura", "trestle", "ventana"];

    public static SlideImage Open(string path, double? assumed)
    {
        if (Directory.Exists(path)) throw new SlideException($"'{path}' is a folder. Name a slide; of a MIRAX slide, its .mrxs file.");
        if (!File.Exists(path)) throw new SlideException($"There is no slide '{path}'.");
        if (!IsRegular(path)) throw new SlideException($"'{path}' is empty or not a regular file. Expected a whole-slide image.");

        var vendor = OpenSlideLibrary.VendorOf(path);
        var tiff = TiffHeader.Read(path);
        if (OwnLayoutOf(tiff, vendor) is { } layout)
        {
            return vendor is not null
                ? ByOpenSlide(path, vendor, assumed, tiff)
                : throw new SlideException(
                    $"'{path}' is a slide of {layout}, which only OpenSlide reads. {OpenSlideAbsent} {Conversion(path)}");
        }
        if (tiff is not null && !ReadByVips.Contains(tiff.Compression))
        {
            return vendor is not null
                ? ByOpenSlide(path, vendor, assumed, tiff)
                : throw new SlideException(
                    $"'{path}' is a TIFF whose tiles are compressed by {CompressionName(tiff.Compression)}, which libvips here does not "
                    + $"decode. {OpenSlideAbsent} {Conversion(path)}");
        }
        if (ByVips(path, assumed) is { } slide) return slide;
        return vendor is not null ? ByOpenSlide(path, vendor, assumed, tiff) : throw Unknown(path);
    }

    private static VipsSlide? ByVips(string path, double? assumed)
    {
        _ = VipsRuntime.Name;
        var loader = Image.FindLoad(path);
        if (!VipsLoader.IsKnown(loader))
        {
            VipsText.Forget();
            return null;
        }
        try
        {
            return VipsSlide.Open(path, loader, assumed);
        }
        catch (VipsException error)
        {
            throw new SlideException(
                $"'{path}' cannot be opened: {VipsText.Of(error)} The file is damaged or incomplete: copy it again. {Conversion(path)}",
                error);
        }
    }

    private static OpenSlideSlide ByOpenSlide(string path, string vendor, double? assumed, TiffHeader? tiff)
    {
        try
        {
            return OpenSlideSlide.Open(path, vendor, assumed);
        }
        catch (SlideException error)
        {
            var coding = tiff is null ? "" : $" Its tiles are compressed by {CompressionName(tiff.Compression)}.";
            throw new SlideException(
                $"'{path}' cannot be opened by OpenSlide {OpenSlideLibrary.Version} ({vendor}): {error.Message}.{coding} "
                + Conversion(path),
                error);
        }
    }

    private static string? OwnLayoutOf(TiffHeader? tiff, string? vendor)
    {
        if (vendor is not null) return OwnLayouts.Contains(vendor) ? vendor : null;
        return tiff switch
        {
            { IsHamamatsu: true } => "Hamamatsu (.ndpi)",
            { Text: var text } when text.Contains("leica-microsystems", StringComparison.OrdinalIgnoreCase) => "Leica (.scn)",
            { Text: var text } when text.Contains("<iScan", StringComparison.Ordinal) => "Ventana (.bif)",
            _ => null,
        };
    }

    private static SlideException Unknown(string path)
    {
        if (StartsWith(path, 128, "DICM"))
        {
            return new(
                $"'{path}' is DICOM, which libvips here and OpenSlide before 4.0 do not read (here: {OpenSlideLibrary.Version ?? "none"}). "
                + $"Install OpenSlide 4.0 or newer. {Conversion(path)}");
        }
        return new(
            $"'{path}' is not an image that libvips or OpenSlide knows. Expected Aperio .svs, tiled TIFF, PNG or JPEG, or, with OpenSlide, "
            + $".ndpi, .mrxs, .scn, .bif, .vms, .svslide. {OpenSlideAbsent} Otherwise copy the file again.");
    }

    private static bool StartsWith(string path, int offset, string text)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length < offset + text.Length) return false;
        stream.Position = offset;
        return text.All(character => stream.ReadByte() == character);
    }

    // A pipe has no length.
    private static bool IsRegular(string path) => new FileInfo(path).Length > 0;

    private static string OpenSlideAbsent => OpenSlideLibrary.Version is { } version
        ? $"OpenSlide {version} does not know it either."
        : OpenSlideLibrary.Remedy;

    private static string Conversion(string path) =>
        "Or convert it to a pyramid of JPEG tiles with a program that reads it, such as QuPath or bfconvert: "
        + $"bfconvert -compression JPEG -tilex 256 -tiley 256 "
        + $"-pyramid-resolutions 4 -pyramid-scale 4 {Path.GetFileName(path)} slide.ome.tiff";

    private static string CompressionName(int code) => code switch
    {
        6 => "old-style JPEG (6)",
        33003 or 33005 => $"Aperio's JPEG 2000 ({code})",
        34712 => "JPEG 2000 (34712)",
        34925 => "LZMA (34925)",
        50000 => "ZSTD (50000)",
        50002 => "JPEG XL (50002)",
        7 => "JPEG (7)",
        _ => $"code {code}",
    };
}
