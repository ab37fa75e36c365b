namespace AdaMHF.PatchBags;

/// <summary>
/// Position of a patch on its slide: the upper left corner, in pixels of the slide's finest level, or of another resolution that
/// <see cref="SlideHeader.CoordinateMicronsPerPixel"/> gives.
/// </summary>
/// <param name="X">Pixels from the left edge.</param>
/// <param name="Y">Pixels from the upper edge.</param>
public readonly record struct PatchCoordinate(int X, int Y);
