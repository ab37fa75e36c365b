namespace AdaMHF.Slides;

/// <summary>Loaders of libvips that slides are read with. Others (SVG, PDF ...) have no place here.</summary>
internal static class VipsLoader
{
    public const string Tiff = "VipsForeignLoadTiffFile";
    public const string Png = "VipsForeignLoadPngFile";
    public const string Jpeg = "VipsForeignLoadJpegFile";

    public static bool IsKnown(string? loader) => loader is Tiff or Png or Jpeg;
}
