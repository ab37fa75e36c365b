namespace AdaMHF.Slides.Tests;

/// <summary>Masks of drawn slides, whose tissue is known by construction.</summary>
public class KnownTissueTests
{
    private const int Width = 1600;
    private const int Height = 1200;

    [Theory]
    [InlineData("tcga")]
    [InlineData("bwh_biopsy")]
    [InlineData("bwh_resection")]
    [InlineData("tcga,use_otsu=true")]
    public void The_mask_is_the_drawn_tissue(string settings)
    {
        using var folder = new TemporaryFolder();
        using var slide = Open(folder, (x, y) => IsTissue(x, y) ? Drawn.Tissue(x, y) : Drawn.Glass(x, y));
        Assert.InRange(Overlap(Segment(slide, settings), IsTissue), 0.97, 1);
    }

    [Fact]
    public void Ink_and_black_borders_are_no_tissue()
    {
        using var folder = new TemporaryFolder();
        using var slide = Open(folder, Dirty);
        Assert.InRange(Overlap(Segment(slide, "tcga"), IsTissue), 0.95, 1);
        // CLAM's own recipe takes them: what is left out is the treatment's work.
        Assert.InRange(Overlap(Segment(slide, "exclude_pen=false,exclude_black=false"), IsTissue), 0, 0.85);
    }

    [Fact]
    public void Of_many_holes_the_largest_stay()
    {
        // Ten holes of growing size in one piece; eight of them may stay, and of these the seven that are large enough.
        static bool IsHole(int x, int y, int number) =>
            Square(x - 150 - (130 * number), y - 600) < Square(14 + (3 * number), 0);
        static bool IsPiece(int x, int y) => x is > 60 and < 1540 && y is > 400 and < 800;
        using var folder = new TemporaryFolder();
        using var slide = Open(folder, (x, y) =>
            IsPiece(x, y) && !Enumerable.Range(0, 10).Any(number => IsHole(x, y, number)) ? Drawn.Tissue(x, y) : Drawn.Glass(x, y));

        int[] Kept(string settings)
        {
            var mask = Segment(slide, settings);
            return [.. Enumerable.Range(0, 10).Where(number =>
                !mask.IsTissue((int)((150 + (130 * number)) / mask.Downsample), (int)(600 / mask.Downsample)))];
        }
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9], Kept("scale_areas=false,a_t=0,a_h=0"));
        Assert.Equal([7, 8, 9], Kept("scale_areas=false,a_t=0,a_h=0,max_n_holes=3"));
        // A hole of radius 14 + 3 k has pi r^2 pixels of level 0; squares have 512 x 512.
        Assert.Equal([6, 7, 8, 9], Kept("scale_areas=false,a_t=0,a_h=0.0105"));
        Assert.Equal([], Kept("scale_areas=false,a_t=0,a_h=16"));
    }

    [Fact]
    public void Areas_are_scaled_to_a_small_slide()
    {
        using var folder = new TemporaryFolder();
        using var slide = Open(folder, (x, y) => IsTissue(x, y) ? Drawn.Tissue(x, y) : Drawn.Glass(x, y));
        // 16 squares of 512 x 512 pixels are more than twice the slide.
        Assert.Equal(0, Segment(slide, "scale_areas=false").TissueShare);
        Assert.InRange(Segment(slide, "tcga").TissueShare, 0.2, 0.6);
    }

    [Theory]
    [InlineData("nonsense", "tcga, bwh_biopsy and bwh_resection")]
    [InlineData("sthresh=x", "a whole number")]
    [InlineData("a_x=3", "There are seg_level, sthresh")]
    [InlineData("use_otsu=1", "true or false")]
    public void Unknown_settings_are_named(string settings, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => TissueOptions.Parse(settings)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("mthresh=6")]
    [InlineData("sthresh=256")]
    [InlineData("close=-1")]
    [InlineData("a_t=NaN")]
    public void Values_out_of_range_are_refused(string settings) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TissueOptions.Parse(settings));

    private static SlideImage Open(TemporaryFolder folder, Func<int, int, (int Red, int Green, int Blue)> color) =>
        SlideImage.Open(Drawn.Write(Drawn.Picture(Width, Height, color), folder.Sub("drawn.tiff"), 0.5));

    private static TissueMask Segment(SlideImage slide, string settings) =>
        TissueSegmenter.Segment(slide, TissueOptions.Parse(settings), TestContext.Current.CancellationToken);

    /// <summary>Two ellipses, one with a hole, and a crumb that is too small for every preset.</summary>
    private static bool IsTissue(int x, int y) =>
        (Square(x - 500, 1.3 * (y - 500)) < Square(380, 0) && Square(x - 450, y - 480) >= Square(90, 0))
        || Square(x - 1200, y - 700) < Square(260, 0);

    private static (int Red, int Green, int Blue) Dirty(int x, int y) => (x, y) switch
    {
        ( < 50, _) => (3, 1, 4),
        (_, > 1140) => (12, 10, 9),
        ( > 300 and < 1300, > 60 and < 110) => (20, 120, 60),
        ( > 1000 and < 1500, > 200 and < 260) => (30, 60, 190),
        ( > 1000 and < 1500, > 300 and < 330) => (25, 22, 20),
        ( > 100 and < 400, > 1000 and < 1050) => (60, 62, 200),
        _ => IsTissue(x, y) ? Drawn.Tissue(x, y) : Drawn.Glass(x, y),
    };

    private static double Square(double x, double y) => (x * x) + (y * y);

    /// <summary>Intersection over union with the known tissue.</summary>
    private static double Overlap(TissueMask mask, Func<int, int, bool> isTissue)
    {
        var (both, any) = (0, 0);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                var truth = isTissue((int)((x + 0.5) * mask.Downsample), (int)((y + 0.5) * mask.Downsample));
                if (truth && mask.IsTissue(x, y)) both++;
                if (truth || mask.IsTissue(x, y)) any++;
            }
        }
        return (double)both / any;
    }
}
