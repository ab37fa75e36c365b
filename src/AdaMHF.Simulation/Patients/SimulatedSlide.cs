using AdaMHF.PatchBags;

namespace AdaMHF.Simulation;

/// <summary>The patches of one slide, with the ground truth that no bag file holds.</summary>
/// <param name="SlideId">File name of the slide.</param>
/// <param name="Patches">Features and coordinates, row by row over the tissue.</param>
/// <param name="IsTumourFront">For every patch, whether it belongs to the tumour front, the only patches that show the risk.</param>
public sealed record SimulatedSlide(string SlideId, PatchFeatures Patches, IReadOnlyList<bool> IsTumourFront);
