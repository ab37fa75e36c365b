namespace AdaMHF.PatchBags.Tests;

/// <summary>Bags whose values are a formula, so that a test knows what must come back.</summary>
internal static class Bags
{
    /// <summary>The bags of Data/, which another program wrote by the same formula.</summary>
    public static string DataFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Data");

    public static float Feature(int patch, int column) => (patch % 32) + (column / 32f);

    public static PatchCoordinate Coordinate(int patch) => new(256 * (patch % 7), 256 * (patch / 7));

    public static PatchFeatures Patches(int count, int width, int firstPatch = 0, bool coordinates = true) => new(
        [.. from patch in Enumerable.Range(firstPatch, count) from column in Enumerable.Range(0, width) select Feature(patch, column)],
        width,
        coordinates ? [.. Enumerable.Range(firstPatch, count).Select(Coordinate)] : null);

    public static void AssertRows(PatchFeatures patches, ReadOnlySpan<int> rows, int width, bool coordinates = true)
    {
        Assert.Equal(rows.Length, patches.Count);
        Assert.Equal(width, patches.Width);
        Assert.Equal(coordinates, patches.Coordinates is not null);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            Assert.Equal(Enumerable.Range(0, width).Select(column => Feature(row, column)), patches.Row(i).ToArray());
            if (coordinates) Assert.Equal(Coordinate(row), patches.Coordinates![i]);
        }
    }

    /// <summary>A random ascending set of distinct rows, drawn without the code under test.</summary>
    public static int[] RandomRows(int patchCount, Random random) =>
        [.. Enumerable.Range(0, patchCount).OrderBy(_ => random.Next()).Take(random.Next(1, patchCount + 1)).Order()];
}
