using AdaMHF.PatchBags;

namespace AdaMHF.Benchmark;

/// <summary>The tumour front of one simulated patient.</summary>
/// <param name="Share">Share of the patches as it was drawn.</param>
/// <param name="Rows">Its patches: rows of the patient's bag, slide after slide.</param>
internal sealed record TumourFront(double Share, IReadOnlyList<int> Rows)
{
    /// <summary>
    /// Places of its patches. A patient's slides are cut from one piece of tissue, so that no place is there twice.
    /// </summary>
    public HashSet<PatchCoordinate> PlacesIn(PatchBag bag)
    {
        var places = bag.ReadCoordinates()!;
        return [.. Rows.Select(row => places[row])];
    }
}
