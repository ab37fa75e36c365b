namespace AdaMHF.PatchBags;

/// <summary>
/// An order of patches in which neighbours on the slide become neighbours on the square token grid: slide after slide, patches are sorted
/// from top to bottom, cut into as many rows as the grid has, and each row is sorted from left to right.
/// </summary>
internal static class SpatialOrder
{
    /// <summary>Positions in the order in which the grid takes them.</summary>
    /// <param name="coordinates">Position of each patch on its slide.</param>
    /// <param name="slides">Number of each patch's slide.</param>
    public static int[] Of(IReadOnlyList<PatchCoordinate> coordinates, IReadOnlyList<int> slides)
    {
        var side = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(coordinates.Count)));
        return [.. Enumerable.Range(0, coordinates.Count)
            .OrderBy(patch => slides[patch]).ThenBy(patch => coordinates[patch].Y).ThenBy(patch => coordinates[patch].X)
            .Chunk(side)
            .SelectMany(row => row
                .OrderBy(patch => slides[patch]).ThenBy(patch => coordinates[patch].X).ThenBy(patch => coordinates[patch].Y))];
    }
}
