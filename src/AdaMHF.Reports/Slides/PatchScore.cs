namespace AdaMHF.Reports;

/// <summary>A patch of a slide and its score.</summary>
/// <param name="Number">Row of the patch in its slide's file or array, from 0.</param>
/// <param name="X">Left edge, in pixels of the slide's finest level.</param>
/// <param name="Y">Upper edge, in pixels of the slide's finest level.</param>
/// <param name="Score">The score, such as attention; larger counts more.</param>
public readonly record struct PatchScore(int Number, int X, int Y, double Score);
