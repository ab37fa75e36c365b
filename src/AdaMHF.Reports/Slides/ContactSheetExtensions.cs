namespace AdaMHF.Reports;

/// <summary>Draws contact sheets: <c>tiles.Plot().SavePng("patches.png")</c>.</summary>
public static class ContactSheetExtensions
{
    /// <summary>Draws pictures of patches side by side.</summary>
    /// <param name="tiles">At least one picture.</param>
    /// <param name="title">Title above the sheet; none when null, the default.</param>
    /// <exception cref="ArgumentException">There is none, or one cannot be decoded.</exception>
    public static ContactSheet Plot(this IReadOnlyList<PatchTile> tiles, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        return new(tiles, title);
    }
}
