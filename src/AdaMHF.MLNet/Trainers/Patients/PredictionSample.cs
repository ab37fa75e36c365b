using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>
/// The patches by which a patient is predicted: spread evenly over the tissue, always the same, whatever the order of the patches in the
/// file when their coordinates are known.
/// </summary>
internal static class PredictionSample
{
    /// <summary>Ascending patch numbers, at most <paramref name="most"/> of them.</summary>
    public static int[] Of(PatchBag bag, int most)
    {
        var places = PatchSampling.EvenlySpaced(bag.PatchCount, most);
        if (places.Length == bag.PatchCount || bag.ReadCoordinates() is not { } coordinates) return places;
        // The order by slide, y and x comes first: a sample in file order would depend on that order.
        int[] slides = [.. bag.Slides.SelectMany((slide, number) => Enumerable.Repeat(number, slide.PatchCount))];
        int[] order = [.. Enumerable.Range(0, coordinates.Length)
            .OrderBy(patch => slides[patch]).ThenBy(patch => coordinates[patch].Y).ThenBy(patch => coordinates[patch].X)];
        return [.. places.Select(place => order[place]).Order()];
    }
}
