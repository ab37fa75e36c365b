using System.Globalization;
using System.Net;
using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>An SVG drawing, written by hand so that a report needs nothing but itself.</summary>
internal sealed class Svg(double width, double height, string description)
{
    private readonly StringBuilder _body = new();

    public double Width => width;

    public double Height => height;

    public Svg Line(double x1, double y1, double x2, double y2, string style)
    {
        _body.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" class=\"{style}\"/>");
        return this;
    }

    public Svg Path(IEnumerable<(double X, double Y)> points, string color, string style = "curve")
    {
        var path = string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##} {point.Y:0.##}")));
        if (path.Length > 0) _body.Append(CultureInfo.InvariantCulture, $"<path d=\"M{path}\" class=\"{style}\" stroke=\"{color}\"/>");
        return this;
    }

    public Svg Dot(double x, double y, double radius, string color, string? tip = null)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{color}\">");
        if (tip is not null) _body.Append("<title>").Append(WebUtility.HtmlEncode(tip)).Append("</title>");
        _body.Append("</circle>");
        return this;
    }

    public Svg Segment(double x1, double y1, double x2, double y2, string color, double thickness)
    {
        _body.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{color}\" "
            + $"stroke-width=\"{thickness:0.##}\"/>");
        return this;
    }

    /// <param name="x">Left end, middle or right end, by the anchor.</param>
    /// <param name="y">Base line.</param>
    /// <param name="text">Text.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="color">Fill; null for the page's.</param>
    /// <param name="style">Class.</param>
    public Svg Text(double x, double y, string text, string anchor = "start", string? color = null, string style = "label")
    {
        _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" class=\"{style}\"");
        if (color is not null) _body.Append(" style=\"fill:").Append(color).Append('"');
        _body.Append('>').Append(WebUtility.HtmlEncode(text)).Append("</text>");
        return this;
    }

    public override string ToString()
    {
        var label = WebUtility.HtmlEncode(description);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {width:0.##} {height:0.##}\" role=\"img\" aria-label=\"{label}\">{_body}</svg>");
    }
}
