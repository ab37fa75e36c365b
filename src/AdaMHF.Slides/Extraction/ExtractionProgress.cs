namespace AdaMHF.Slides;

/// <summary>How far an extraction is.</summary>
/// <param name="Slides">Slides of this run.</param>
/// <param name="Finished">Slides that are done, by whoever.</param>
/// <param name="Slide">Slide that is in work.</param>
/// <param name="Patches">Its patches.</param>
/// <param name="PatchesDone">Those that are encoded.</param>
/// <param name="Remaining">Estimated time to the end; null while nothing is known.</param>
/// <param name="Record">A slide that has just been finished; null in between.</param>
public sealed record ExtractionProgress(
    int Slides, int Finished, string Slide, int Patches, int PatchesDone, TimeSpan? Remaining, SlideRecord? Record);
