using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Pictures of patches side by side, each with its caption. Created by <see cref="ContactSheetExtensions"/>.</summary>
public sealed class ContactSheet : ReportPlot
{
    private const int LargestEdge = 8192, Caption = 26, Gap = 10, Tile = 150;
    private readonly PatchTile[] _tiles;
    private readonly string? _title;

    internal ContactSheet(IReadOnlyList<PatchTile> tiles, string? title)
    {
        if (tiles.Count == 0) throw new ArgumentException("There is no picture for a contact sheet.", nameof(tiles));
        foreach (var tile in tiles) PatchImage.Check(tile.Image, nameof(tiles), LargestEdge);
        (_tiles, _title) = ([.. tiles], title);
    }

    /// <inheritdoc/>
    public override string Description =>
        $"Contact sheet of {_tiles.Length} patches: {string.Join("; ", _tiles.Select(tile => tile.Caption))}.";

    internal override int SuitableHeight(int width)
    {
        var (columns, edge) = Grid(width);
        return ((int)Math.Ceiling(_tiles.Length / (double)columns) * (edge + Caption + Gap)) + (_title is null ? 20 : 56);
    }

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var plot = PlotFrame.Create(colors, _title, "", "");
        plot.HideGrid();
        plot.Axes.Left.LockSize(Gap);
        plot.Axes.Right.LockSize(Gap);
        plot.Axes.Frameless();
        var (columns, edge) = Grid(width);
        var rows = (int)Math.Ceiling(_tiles.Length / (double)columns);
        for (var i = 0; i < _tiles.Length; i++)
        {
            var (x, y) = ((double)(i % columns) * (edge + Gap), -(double)(i / columns) * (edge + Caption + Gap));
            using var picture = SkiaSharp.SKBitmap.Decode(_tiles[i].Image)
                ?? throw new InvalidDataException($"The picture of '{_tiles[i].Caption}' cannot be decoded.");
            plot.Add.ImageRect(new Image(picture), new CoordinateRect(x, x + edge, y - edge, y));
            var text = plot.Add.Text(_tiles[i].Caption, x + (edge / 2.0), y - edge - 4);
            text.LabelAlignment = Alignment.UpperCenter;
            text.LabelFontSize = PlotText.Small;
            text.LabelFontColor = colors.Text;
        }
        plot.Axes.SetLimits(-Gap, (columns * (edge + Gap)), -rows * (double)(edge + Caption + Gap), Gap);
        plot.Axes.SquareUnits();
        plot.Font.Set(ReportFonts.Family);
        return plot;
    }

    private (int Columns, int Edge) Grid(int width)
    {
        var columns = Math.Clamp((width - Gap) / (Tile + Gap), 1, Math.Max(1, _tiles.Length));
        return (columns, Math.Min(220, ((width - 2 * Gap) / columns) - Gap));
    }
}
