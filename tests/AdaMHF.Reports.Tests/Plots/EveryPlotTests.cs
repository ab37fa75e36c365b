using System.Xml.Linq;

namespace AdaMHF.Reports.Tests;

/// <summary>What holds for every kind of plot.</summary>
public class EveryPlotTests
{
    public static TheoryData<string> Names => [.. Showcase.Plots.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_at_wide_and_narrow_widths_on_both_grounds(string name)
    {
        var plot = Showcase.Plots.Single(example => example.Name == name).Plot;
        foreach (var width in new[] { 900, 380 })
        {
            var (light, dark) = (plot.ToSvg(width), plot.ToSvg(width, theme: PlotTheme.Dark));
            Assert.Equal($"{width}", XDocument.Parse(light).Root!.Attribute("width")!.Value.Replace("px", "", StringComparison.Ordinal));
            Assert.NotEqual(light, dark);
            // The same words on both grounds.
            Assert.Equal(SvgText.Read(light), SvgText.Read(dark));
            Assert.Equal(light, plot.ToSvg(width));
        }
        var png = plot.ToPng(400, 320, scale: 2, theme: PlotTheme.Dark);
        // Width and height stand big-endian at 16.
        Assert.Equal([0, 0, 800 >> 8, 800 & 255, 0, 0, 640 >> 8, 640 & 255], png[16..24]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_in_words_what_it_shows(string name)
    {
        var words = Showcase.Plots.Single(example => example.Name == name).Plot.Description;
        Assert.InRange(words.Length, 40, 900);
        Assert.EndsWith(".", words, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_lie_within_the_picture(string name)
    {
        var plot = Showcase.Plots.Single(example => example.Name == name).Plot;
        foreach (var width in new[] { 900, 380 })
        {
            foreach (var text in SvgText.Read(plot.ToSvg(width)).Where(text => !text.IsTurned))
            {
                // Letters are at least 5 points wide on average.
                Assert.True(text.X >= -1 && text.X + (5 * text.Text.Length) < width + 40, $"'{text.Text}' at {text.X} of {width}");
            }
        }
    }
}
