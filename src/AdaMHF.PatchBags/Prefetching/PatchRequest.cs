namespace AdaMHF.PatchBags;

/// <summary>Which patches to read of which bag.</summary>
/// <param name="Bag">The bag.</param>
/// <param name="Rows">Ascending distinct patch numbers, as for <see cref="PatchBag.Read"/>; none reads nothing, not even a header.</param>
/// <param name="InSpatialOrder">Whether to read as <see cref="PatchBag.ReadInSpatialOrder"/> does.</param>
public sealed record PatchRequest(PatchBag Bag, IReadOnlyList<int> Rows, bool InSpatialOrder = false);
