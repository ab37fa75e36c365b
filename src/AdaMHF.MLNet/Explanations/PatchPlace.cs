namespace AdaMHF.MLNet;

/// <summary>Which patch of a patient it is, in the user's own arrays.</summary>
/// <param name="Number">
/// Row of the patch in its slide's file or array, from 0, whatever was sampled and however the patches were ordered.
/// </param>
/// <param name="Slide">Place of its slide in <see cref="PatientExplanation.Slides"/>, from 0.</param>
/// <param name="SlideId">Identifier of its slide.</param>
/// <param name="X">Left edge in the pixels of the bag's coordinates; null where the bag has no coordinates.</param>
/// <param name="Y">Upper edge, likewise.</param>
public record PatchPlace(int Number, int Slide, string SlideId, int? X, int? Y);
