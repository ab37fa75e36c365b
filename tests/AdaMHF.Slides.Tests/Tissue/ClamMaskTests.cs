using System.Globalization;
using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>Masks of real tissue are those of CLAM's published recipe, computed by OpenCV on a thumbnail that libvips makes.</summary>
[Trait("Category", "RealData")]
public class ClamMaskTests
{
    [Theory]
    [InlineData("CMU-1-Small-Region.svs", "tcga")]
    [InlineData("CMU-1-Small-Region.svs", "bwh_biopsy")]
    [InlineData("TCGA-06-0174", "use_otsu=true")]
    [InlineData("TCGA-26-1442", "tcga")]
    public void A_mask_is_CLAMs(string name, string settings)
    {
        var path = name.StartsWith("TCGA", StringComparison.Ordinal) ? RealSlides.Region(name) : RealSlides.File(name);
        Python.Need("cv2");
        using var folder = new TemporaryFolder();
        using var slide = SlideImage.Open(path, 0.5);
        var options = TissueOptions.Parse(settings);
        var mask = TissueSegmenter.Segment(slide, options, TestContext.Current.CancellationToken);

        // Shrunk by another hand, with a box filter as well.
        using var whole = Image.NewFromFile(path);
        var factor = (int)Math.Round(mask.Downsample);
        using var small = whole.Shrink(factor, factor).Crop(0, 0, mask.Width, mask.Height);
        small.WriteToFile(folder.Sub("thumbnail.png"));
        var square = Math.Min(options.TissueArea * 512 * 512, 0.001 * slide.Info.Width * slide.Info.Height) / options.TissueArea;
        var unit = square / (mask.Downsample * mask.Downsample);
        Python.Oracle(
            "clam_mask.py", folder.Sub("thumbnail.png"), folder.Sub("mask.png"), Text(options.TissueArea * unit),
            Text(options.HoleArea * unit), Text(options.MaxHoles), Text(options.SaturationThreshold), Text(options.MedianSize),
            Text(options.Closing), options.UseOtsu ? "true" : "false");
        using var theirs = Image.NewFromFile(folder.Sub("mask.png"));
        var pixels = theirs.WriteToMemory<byte>();

        var (both, any) = (0, 0);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (clam, ours) = (pixels[i] != 0, mask.IsTissue(i % mask.Width, i / mask.Width));
            if (clam && ours) both++;
            if (clam || ours) any++;
        }
        var overlap = (double)both / any;
        TestContext.Current.SendDiagnosticMessage($"{name} {settings}: IoU {overlap:F4}, tissue {mask.TissueShare:P1}");
        Assert.InRange(overlap, 0.95, 1);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
