namespace AdaMHF.Slides;

/// <summary>What is known of a slide without decoding a pixel.</summary>
/// <param name="File">Path as given.</param>
/// <param name="Reader">Library that reads it, with its version.</param>
/// <param name="Format">Kind of file, such as <c>Aperio</c> or <c>tiled TIFF</c>.</param>
/// <param name="Levels">Levels of the pyramid, finest first; never a thumbnail, label or macro image.</param>
/// <param name="MicronsPerPixel">Edge of a pixel of level 0 in micrometres: the mean of both axes; null when nobody says.</param>
/// <param name="ScaleSource">Where <paramref name="MicronsPerPixel"/> comes from.</param>
/// <param name="Magnification">Of the objective, such as 20; null when the file does not say.</param>
public sealed record SlideInfo(
    string File,
    string Reader,
    string Format,
    IReadOnlyList<SlideLevel> Levels,
    double? MicronsPerPixel,
    ScaleSource ScaleSource,
    double? Magnification)
{
    /// <summary>Width of level 0 in pixels.</summary>
    public int Width => Levels[0].Width;

    /// <summary>Height of level 0 in pixels.</summary>
    public int Height => Levels[0].Height;
}
