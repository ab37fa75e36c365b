namespace AdaMHF.PatchBags;

/// <summary>What is known about one slide's patches without reading their features.</summary>
/// <param name="Source">The file, or "memory".</param>
/// <param name="PatchCount">Number of patches, at least 0.</param>
/// <param name="Width">Features per patch.</param>
/// <param name="HasCoordinates">Whether the coordinates of every patch are known.</param>
/// <param name="PatchSize">Edge of a patch in pixels of <paramref name="Level"/>; null when the file does not say.</param>
/// <param name="Level">Level of the slide's pyramid that the patches were cut from, 0 = finest; null when the file does not say.</param>
/// <param name="Encoder">Name of the network that computed the features; null when the file does not say.</param>
/// <param name="MicronsPerPixel">
/// Resolution of the patches, 10 divided by the magnification where the file gives only that; null when it gives neither.
/// </param>
/// <param name="PatchSizeAtLevel0">Edge of a patch in pixels of the finest level; null when the file does not say.</param>
public sealed record SlideHeader(
    string Source,
    int PatchCount,
    int Width,
    bool HasCoordinates,
    int? PatchSize = null,
    int? Level = null,
    string? Encoder = null,
    double? MicronsPerPixel = null,
    int? PatchSizeAtLevel0 = null)
{
    /// <summary>
    /// Resolution of the pixels in which coordinates are given, where it is not the finest level's: files of STAMP hold micrometres, which
    /// become pixels of <see cref="MicronsPerPixel"/>, or of one micrometre where that is unknown. Null for pixels of the finest level.
    /// </summary>
    public double? CoordinateMicronsPerPixel { get; init; }
}
