namespace AdaMHF.PatchBags;

/// <summary>Where a patch of a bag comes from.</summary>
/// <param name="Slide">Place of its slide in <see cref="PatchBag.Slides"/>, from 0.</param>
/// <param name="Row">Row of the patch in the slide's own file or array, from 0.</param>
public readonly record struct PatchOrigin(int Slide, int Row);
