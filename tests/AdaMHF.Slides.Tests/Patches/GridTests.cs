namespace AdaMHF.Slides.Tests;

/// <summary>Which patches a slide has, on masks that a test draws.</summary>
public class GridTests
{
    private const int Width = 1000;
    private const int Height = 700;

    [Theory]
    [InlineData(64, 0, EdgePolicy.Drop)]
    [InlineData(64, 0, EdgePolicy.Pad)]
    [InlineData(100, 0, EdgePolicy.Drop)]
    [InlineData(100, 30, EdgePolicy.Drop)]
    [InlineData(100, 30, EdgePolicy.Pad)]
    [InlineData(1000, 0, EdgePolicy.Drop)]
    public void A_slide_of_tissue_is_covered(int size, int overlap, EdgePolicy edge)
    {
        var grid = Of(new() { Size = size, Overlap = overlap, Edge = edge }, (_, _) => TissueMask.Tissue);
        List<(int X, int Y)> expected = [];
        for (var y = 0; y < Height; y += size - overlap)
            for (var x = 0; x < Width; x += size - overlap)
                if (edge == EdgePolicy.Pad || (x + size <= Width && y + size <= Height)) expected.Add((x, y));
        // With padding a patch is taken only where its points are on the slide.
        if (edge == EdgePolicy.Pad)
            expected.RemoveAll(place => place.X + (size / 4) >= Width || place.Y + (size / 4) >= Height);
        Assert.Equal(expected, grid.Coordinates.Select(place => (place.X, place.Y)));
    }

    /// <summary>CLAM's contour functions, by their definition.</summary>
    [Theory]
    [InlineData(ContourPolicy.FourPoint)]
    [InlineData(ContourPolicy.FourPointHard)]
    [InlineData(ContourPolicy.Center)]
    [InlineData(ContourPolicy.Basic)]
    public void A_policy_asks_for_its_points(ContourPolicy policy)
    {
        static byte Place(int x, int y) =>
            Math.Abs(x - 700) < 90 && Math.Abs(y - 300) < 90 ? TissueMask.Hole : x + y > 600 ? TissueMask.Tissue : TissueMask.Glass;
        const int size = 64;
        var grid = Of(new() { Size = size, Contour = policy }, Place);

        List<(int X, int Y)> expected = [];
        for (var y = 0; y + size <= Height; y += size)
        {
            for (var x = 0; x + size <= Width; x += size)
            {
                var (cx, cy, shift) = (x + (size / 2), y + (size / 2), size / 4);
                (int X, int Y)[] points = policy switch
                {
                    ContourPolicy.Basic => [(x, y)],
                    ContourPolicy.Center => [(cx, cy)],
                    _ => [(cx - shift, cy - shift), (cx + shift, cy + shift), (cx + shift, cy - shift), (cx - shift, cy + shift)],
                };
                bool[] inside = [.. points.Select(point => Place(point.X, point.Y) != TissueMask.Glass)];
                var isTaken = policy == ContourPolicy.FourPoint ? inside.Any(one => one) : inside.All(one => one);
                if (isTaken && Place(cx, cy) != TissueMask.Hole) expected.Add((x, y));
            }
        }
        Assert.NotEmpty(expected);
        Assert.Equal(expected, grid.Coordinates.Select(place => (place.X, place.Y)));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.6)]
    [InlineData(1)]
    public void A_patch_has_the_share_of_tissue_that_is_asked_for(double share)
    {
        static byte Place(int x, int y) => x > 517 ? TissueMask.Tissue : TissueMask.Glass;
        var grid = Of(new() { Size = 100, MinimumTissue = share, Contour = ContourPolicy.FourPoint }, Place);
        int[] columns = [.. Enumerable.Range(0, 10).Where(column => ShareOf(column * 100) >= share)];
        Assert.Equal(columns, grid.Coordinates.Select(place => place.X / 100).Distinct());

        static double ShareOf(int left) => Enumerable.Range(left, 100).Count(x => x > 517) / 100.0;
    }

    /// <summary>The level is the coarsest that is fine enough, and taken as it is within the tolerance.</summary>
    [Theory]
    [InlineData(0.25, 0, 256, 256, 0.25)]
    [InlineData(0.5, 0, 512, 512, 0.5)]
    [InlineData(1.0, 1, 256, 1024, 1.0)]
    [InlineData(1.01, 1, 256, 1024, 1.0)]
    [InlineData(2.0, 1, 512, 2048, 2.0)]
    [InlineData(3.9, 1, 998, 3992, 3.898)]
    [InlineData(4.0, 2, 256, 4096, 4.0)]
    [InlineData(0.7, 0, 717, 717, 0.7)]
    public void Patches_come_from_the_nearest_finer_level(double target, int level, int sizeAtLevel, int sizeAtLevel0, double real)
    {
        var info = Info(100_000, 80_000, 0.25, 1, 4, 16);
        var grid = PatchGrid.Of(info, Mask(info, 64, (_, _) => TissueMask.Glass), new() { MicronsPerPixel = target });
        Assert.Equal((level, sizeAtLevel, sizeAtLevel0), (grid.Level, grid.SizeAtLevel, grid.SizeAtLevel0));
        Assert.Equal(real, grid.MicronsPerPixel, 0.001);
    }

    [Fact]
    public void A_slide_without_a_scale_is_refused_and_so_is_a_coarse_one()
    {
        var none = Info(1000, 700, null, 1);
        var unscaled = Assert.Throws<SlideException>(() => PatchGrid.Of(none, Mask(none, 1, (_, _) => TissueMask.Tissue)));
        Assert.Contains("--assume-mpp", unscaled.Message, StringComparison.Ordinal);
        var coarse = Info(1000, 700, 0.75, 1);
        var enlarged = Assert.Throws<SlideException>(() => PatchGrid.Of(coarse, Mask(coarse, 1, (_, _) => TissueMask.Tissue)));
        Assert.Contains("0.75 microns per pixel", enlarged.Message, StringComparison.Ordinal);
        Assert.Contains("would be enlarged", enlarged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var info = Info(1000, 700, 0.5, 1);
        var mask = Mask(info, 1, (_, _) => TissueMask.Tissue);
        foreach (var options in new PatchOptions[]
        {
            new() { Size = 7 }, new() { Overlap = 256 }, new() { MicronsPerPixel = 0 }, new() { MicronsPerPixel = double.NaN },
            new() { MinimumTissue = 1.1 }, new() { Tolerance = -0.1 },
        }) Assert.Throws<ArgumentOutOfRangeException>(() => PatchGrid.Of(info, mask, options));
    }

    private static PatchGrid Of(PatchOptions options, Func<int, int, byte> place)
    {
        var info = Info(Width, Height, 0.5, 1);
        return PatchGrid.Of(info, Mask(info, 1, place), options);
    }

    private static SlideInfo Info(int width, int height, double? microns, params double[] downsamples) => new(
        "drawn.tiff", "none", "none", [.. downsamples.Select(by => new SlideLevel((int)(width / by), (int)(height / by), by))],
        microns, microns is null ? ScaleSource.None : ScaleSource.Metadata, null);

    private static TissueMask Mask(SlideInfo info, int downsample, Func<int, int, byte> place)
    {
        var (width, height) = (info.Width / downsample, info.Height / downsample);
        var places = new byte[width * height];
        for (var i = 0; i < places.Length; i++) places[i] = place(i % width, i / width);
        return new(new(new(width, height, new byte[3 * width * height]), downsample, []), places);
    }
}
