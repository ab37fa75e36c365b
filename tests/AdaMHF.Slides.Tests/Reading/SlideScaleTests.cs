namespace AdaMHF.Slides.Tests;

/// <summary>Microns per pixel, from the first source that can be believed.</summary>
public class SlideScaleTests
{
    private const string Aperio =
        "Aperio Image Library v11.2.1 \r\n46000x32914 (240x240) JPEG/RGB Q=30|AppMag = 20|StripeWidth = 2040|MPP = 0.4990|x = 1";

    private const string Ome =
        "<?xml?><OME><Pixels PhysicalSizeX=\"SIZE\" PhysicalSizeXUnit=\"UNIT\"/><Objective NominalMagnification=\"40.0\"/></OME>";

    [Theory]
    [InlineData(Aperio, null, 0.499, ScaleSource.Metadata, 20.0)]
    [InlineData(Aperio, 0.3, 0.499, ScaleSource.Metadata, 20.0)]
    [InlineData("Aperio|AppMag = 40", null, 0.25, ScaleSource.Magnification, 40.0)]
    [InlineData("Aperio|AppMag = 40", 0.26, 0.26, ScaleSource.ResolutionTags, 40.0)]
    [InlineData("Aperio|AppMag = 40|MPP = 0", 0.26, 0.26, ScaleSource.ResolutionTags, 40.0)]
    [InlineData("", 0.5, 0.5, ScaleSource.ResolutionTags, null)]
    // 72 and 300 dots an inch, and a hundredth of the truth: screens, printers and faulty writers.
    [InlineData("", 352.8, null, ScaleSource.None, null)]
    [InlineData("", 84.7, null, ScaleSource.None, null)]
    [InlineData("", 0.00499, null, ScaleSource.None, null)]
    [InlineData("MPP = 0.5", null, null, ScaleSource.None, null)]
    public void The_first_source_that_can_be_believed_counts(
        string description, double? tagged, double? expected, ScaleSource source, double? magnification) =>
        Assert.Equal(new SlideScale(expected, source, magnification), SlideScale.OfTiff(description, tagged));

    [Theory]
    [InlineData("0.5", "µm", 0.5)]
    [InlineData("0.5", "um", 0.5)]
    [InlineData("500", "nm", 0.5)]
    [InlineData("0.0005", "mm", 0.5)]
    public void OME_has_units(string size, string unit, double expected)
    {
        var scale = SlideScale.OfTiff(
            Ome.Replace("SIZE", size, StringComparison.Ordinal).Replace("UNIT", unit, StringComparison.Ordinal), null);
        Assert.Equal((ScaleSource.Metadata, 40.0), (scale.Source, scale.Magnification));
        Assert.Equal(expected, scale.MicronsPerPixel!.Value, 1e-9);
    }

    [Fact]
    public void A_unit_that_nobody_knows_is_no_scale() =>
        Assert.Equal(ScaleSource.Magnification, SlideScale.OfTiff(
            Ome.Replace("SIZE", "3", StringComparison.Ordinal).Replace("UNIT", "furlong", StringComparison.Ordinal), null).Source);
}
