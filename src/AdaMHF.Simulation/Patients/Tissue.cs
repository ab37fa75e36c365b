using AdaMHF.PatchBags;

namespace AdaMHF.Simulation;

/// <summary>The positions of a bag's patches: a random outline on the square grid, and the tumour front within it.</summary>
internal sealed class Tissue
{
    /// <summary>Edge of a patch in pixels.</summary>
    public const int PatchSize = 256;

    private readonly (int Column, int Row)[] _cells;

    private Tissue((int Column, int Row)[] cells, bool[] isFront)
    {
        _cells = cells;
        IsFront = isFront;
    }

    /// <summary>For every patch, in raster order, whether it belongs to the tumour front.</summary>
    public bool[] IsFront { get; }

    public PatchCoordinate Coordinate(int patch) => new(_cells[patch].Column * PatchSize, _cells[patch].Row * PatchSize);

    public static Tissue Draw(int patches, double frontShare, RandomStream random)
    {
        var cells = Outline(patches, random);
        return new(cells, Front(cells, frontShare, random));
    }

    /// <summary>
    /// A blob: a circle whose radius is modulated by three random harmonics. The grid cells deepest inside are taken, as many as there are
    /// patches.
    /// </summary>
    private static (int Column, int Row)[] Outline(int patches, RandomStream random)
    {
        double[] cosines = [random.Normal(), random.Normal(), random.Normal()];
        double[] sines = [random.Normal(), random.Normal(), random.Normal()];
        double Radius(double angle)
        {
            var radius = 1.0;
            for (var harmonic = 2; harmonic < 5; harmonic++)
            {
                var (sine, cosine) = Math.SinCos(harmonic * angle);
                radius += ((cosines[harmonic - 2] * cosine) + (sines[harmonic - 2] * sine)) * 0.25 / harmonic;
            }
            return Math.Max(radius, 0.3);
        }

        var half = (int)Math.Ceiling(2 * Math.Sqrt(patches / Math.PI)) + 1;
        var inside =
            from row in Enumerable.Range(-half, (2 * half) + 1)
            from column in Enumerable.Range(-half, (2 * half) + 1)
            let depth = Math.Sqrt((column * column) + (row * row)) / Radius(Math.Atan2(row, column))
            orderby depth, row, column
            select (Column: column + half, Row: row + half);
        return [.. inside.Take(patches).OrderBy(cell => cell.Row).ThenBy(cell => cell.Column)];
    }

    /// <summary>
    /// That share of the patches, at least two, that are nearest to one random grid point, or in 30 % of the bags to one of two.
    /// </summary>
    private static bool[] Front((int Column, int Row)[] cells, double share, RandomStream random)
    {
        var centres = new (int Column, int Row)[random.Chance(0.7) ? 1 : 2];
        for (var i = 0; i < centres.Length; i++) centres[i] = cells[random.Below(cells.Length)];

        var nearest = Enumerable.Range(0, cells.Length).OrderBy(
            patch => centres.Min(centre => Square(cells[patch].Column - centre.Column) + Square(cells[patch].Row - centre.Row)));
        var isFront = new bool[cells.Length];
        foreach (var patch in nearest.Take(Math.Max(2, (int)Math.Round(share * cells.Length)))) isFront[patch] = true;
        return isFront;
    }

    private static int Square(int value) => value * value;
}
