using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>Pixels of patches, cut and resampled.</summary>
public class PatchReaderTests
{
    /// <summary>A straight slope stays one under any symmetric filter, at its place: a shift by half a pixel would show.</summary>
    [Theory]
    [InlineData(0.25, false)]
    [InlineData(0.5, false)]
    [InlineData(0.5, true)]
    [InlineData(0.6, true)]
    [InlineData(0.9, false)]
    [InlineData(1.0, true)]
    public void A_resampled_patch_is_where_it_should_be(double target, bool pyramid)
    {
        const int edge = 256, size = 32;
        using var folder = new TemporaryFolder();
        using var slide = SlideImage.Open(
            Drawn.Write(Drawn.Picture(edge, edge, (x, y) => (x, y, (x + y) / 2)), folder.Sub("slope.tiff"), 0.25, pyramid, tile: 32));
        var grid = PatchGrid.Of(slide.Info, Tissue(edge, edge), new() { MicronsPerPixel = target, Size = size });
        Assert.NotEmpty(grid.Coordinates);
        Assert.Equal(pyramid ? (int)Math.Floor(Math.Log2(target / 0.25)) : 0, grid.Level);
        var reader = new PatchReader(slide, grid);
        var scale = grid.MicronsPerPixel / 0.25;
        // Writers of pyramids round the mean of two neighbours up.
        var tolerance = pyramid ? 1.0 : 0.8;
        foreach (var (index, place) in grid.Coordinates.Index())
        {
            var patch = reader.Read(index);
            Assert.Equal((size, size), (patch.Width, patch.Height));
            // The outermost pixels see the edge of the region that was read.
            foreach (var (x, y) in new[] { (4, 4), (15, 20), (27, 12), (27, 27) })
            {
                var at = 3 * ((y * size) + x);
                Assert.Equal(place.X + ((x + 0.5) * scale) - 0.5, patch.Pixels[at], tolerance);
                Assert.Equal(place.Y + ((y + 0.5) * scale) - 0.5, patch.Pixels[at + 1], tolerance);
            }
        }
    }

    [Fact]
    public void A_patch_beyond_the_edge_is_white_there()
    {
        using var folder = new TemporaryFolder();
        using var slide = SlideImage.Open(
            Drawn.Write(Drawn.Picture(100, 90, (x, y) => (x, y, 7)), folder.Sub("small.tiff"), 0.5, tile: 16));
        var grid = PatchGrid.Of(slide.Info, Tissue(100, 90), new() { Size = 64, Edge = EdgePolicy.Pad });
        Assert.Equal([new(0, 0), new(64, 0), new(0, 64), new(64, 64)], grid.Coordinates);
        var patch = new PatchReader(slide, grid).Read(3);
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 64; x++)
            {
                byte[] expected = x + 64 < 100 && y + 64 < 90 ? [(byte)(x + 64), (byte)(y + 64), 7] : [255, 255, 255];
                Assert.Equal(expected, patch.Pixels[(3 * ((y * 64) + x))..][..3]);
            }
        }
    }

    /// <summary>One damaged tile costs the patches that touch it, and no other; the readers' caches never hand out black.</summary>
    [Fact]
    public void A_damaged_tile_costs_the_patches_that_touch_it()
    {
        using var folder = new TemporaryFolder();
        var picture = Drawn.Picture(512, 512, Drawn.Tissue);
        var path = Drawn.Write(picture, folder.Sub("whole.tiff"), 0.5, tile: 64, compression: Enums.ForeignTiffCompression.Jpeg);
        var damaged = Damaged.Tile(path, folder.Sub("damaged.tiff"), number: 19);
        using var whole = SlideImage.Open(path);
        using var slide = SlideImage.Open(damaged);
        var grid = PatchGrid.Of(slide.Info, Tissue(512, 512), new() { Size = 96 });
        var (reader, undamaged) = (new PatchReader(slide, grid), new PatchReader(whole, grid));
        // Tile 19 is the fourth of the third row, 192 to 255 by 128 to 191.
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < grid.Coordinates.Count; i++)
            {
                var place = grid.Coordinates[i];
                if (place.X < 256 && place.X + 96 > 192 && place.Y < 192 && place.Y + 96 > 128)
                    Assert.Throws<DamagedRegionException>(() => reader.Read(i));
                else Assert.Equal(undamaged.Read(i).Pixels, reader.Read(i).Pixels);
            }
        }
    }

    private static TissueMask Tissue(int width, int height)
    {
        var places = new byte[width * height];
        Array.Fill(places, TissueMask.Tissue);
        return new(new(new(width, height, new byte[3 * width * height]), 1, []), places);
    }
}
