namespace AdaMHF.Slides;

/// <summary>The ledger's entry of one slide.</summary>
/// <param name="Slide">Id of the slide: its file name without the extension.</param>
/// <param name="File">Name of its file, without the folder: a cache may move.</param>
/// <param name="Fingerprint">Length and SHA-256 of the first and last mebibyte of the file.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it has no bag; null when it has one.</param>
/// <param name="Patches">Patches of the bag.</param>
/// <param name="DroppedTiles">Patches that could not be decoded and were left out.</param>
/// <param name="TissueShare">Share of the slide that is tissue, 0 to 1; null when it was not segmented.</param>
/// <param name="Reader">Library that read it; null when none did.</param>
/// <param name="MicronsPerPixel">Of level 0; null when nobody says.</param>
/// <param name="ScaleSource">Where that comes from.</param>
/// <param name="PatchMicronsPerPixel">Of the patches; null when there is none.</param>
/// <param name="Seconds">Time by stage: the only thing that two runs may differ in.</param>
public sealed record SlideRecord(
    string Slide,
    string File,
    string Fingerprint,
    SlideState State,
    string? Reason,
    int Patches,
    int DroppedTiles,
    double? TissueShare,
    string? Reader,
    double? MicronsPerPixel,
    ScaleSource ScaleSource,
    double? PatchMicronsPerPixel,
    StageSeconds Seconds);
