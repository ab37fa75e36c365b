using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>The patches by which a patient is predicted, as adaptive token selection scored them.</summary>
/// <param name="Scores">Weight of each patch, sum 1.</param>
/// <param name="Coordinates">Place of each of these patches, in pixels; null where the bag has none.</param>
public sealed record ScoredPatches(IReadOnlyList<float> Scores, IReadOnlyList<PatchCoordinate>? Coordinates);
