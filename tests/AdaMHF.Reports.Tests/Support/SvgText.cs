using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AdaMHF.Reports.Tests;

/// <summary>A text of an SVG image and where its first letter starts.</summary>
internal sealed partial record SvgText(string Text, double X, double Y, bool IsTurned = false)
{
    /// <summary>The texts of an image; skips the test where the system has no fonts, so that images have no text.</summary>
    public static SvgText[] Read(string svg)
    {
        Assert.SkipWhen(KaplanMeierPlot.FontWarning is not null, "This system has no fonts.");
        return [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(Of)];
    }

    private static SvgText Of(XElement element)
    {
        var (x, y) = (First(element, "x"), First(element, "y"));
        foreach (var ancestor in element.AncestorsAndSelf())
        {
            // A text that is turned has a matrix; only the shift counts here.
            var parts = ((string?)ancestor.Attribute("transform") ?? "").Split('(', ')', ',', ' ');
            var numbers = parts.Where(IsNumber).Select(Number).ToArray();
            if (numbers.Length >= 2) (x, y) = (x + numbers[^2], y + numbers[^1]);
        }
        var isTurned = element.AncestorsAndSelf().Any(one => Turned().IsMatch((string?)one.Attribute("transform") ?? ""));
        return new(element.Value.Trim(), x, y, isTurned);
    }

    [GeneratedRegex("rotate|matrix")]
    private static partial Regex Turned();

    private static double First(XElement element, string name) =>
        Number(((string?)element.Attribute(name) ?? "0").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)[0]);

    private static bool IsNumber(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
