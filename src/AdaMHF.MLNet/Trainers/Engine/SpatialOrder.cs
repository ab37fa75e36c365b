using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>
/// An order of patches in which neighbours on the slide become neighbours on the square token grid: patches are sorted from top to bottom, cut into as
/// many rows as the grid has, and each row is sorted from left to right.
/// </summary>
internal static class SpatialOrder
{
    /// <summary>Positions in the order in which the grid takes them.</summary>
    public static int[] Of(IReadOnlyList<PatchCoordinate> coordinates)
    {
        var side = (int)Math.Ceiling(Math.Sqrt(coordinates.Count));
        return [.. Enumerable.Range(0, coordinates.Count)
            .OrderBy(patch => coordinates[patch].Y).ThenBy(patch => coordinates[patch].X)
            .Chunk(Math.Max(1, side))
            .SelectMany(row => row.OrderBy(patch => coordinates[patch].X).ThenBy(patch => coordinates[patch].Y))];
    }
}
