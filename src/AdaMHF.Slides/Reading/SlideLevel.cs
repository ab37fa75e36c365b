namespace AdaMHF.Slides;

/// <summary>One level of a slide's pyramid.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Downsample">Pixels of level 0 per pixel, at least 1: the mean of both axes.</param>
public sealed record SlideLevel(int Width, int Height, double Downsample);
