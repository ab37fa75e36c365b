using System.Globalization;
using System.Xml.Linq;

namespace AdaMHF.Reports.Tests;

/// <summary>Where an SVG image has dots and filled boxes, on the axes that its tick labels give.</summary>
internal static class SvgShapes
{
    /// <summary>Middles of the dots of a colour, in points.</summary>
    public static (double X, double Y)[] Dots(string svg, string color) => [.. Filled(svg, color, "ellipse", "circle")
        .Select(dot => (Number(dot, "cx"), Number(dot, "cy")))];

    /// <summary>Left edge and width of the boxes of a colour, from top to bottom.</summary>
    public static (double X, double Width, double Y)[] Boxes(string svg, string color) => [.. Filled(svg, color, "rect")
        .Select(box => (Number(box, "x"), Number(box, "width"), Number(box, "y"))).OrderBy(box => box.Item3)];

    private static IEnumerable<XElement> Filled(string svg, string color, params string[] kinds) => XDocument.Parse(svg).Descendants()
        .Where(element => kinds.Contains(element.Name.LocalName)
            && string.Equals((string?)element.Attribute("fill"), color, StringComparison.OrdinalIgnoreCase));

    private static double Number(XElement element, string name) =>
        double.Parse((string?)element.Attribute(name) ?? "0", CultureInfo.InvariantCulture);
}
