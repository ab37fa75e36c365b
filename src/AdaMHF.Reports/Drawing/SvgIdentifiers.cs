using System.Globalization;
using System.Text.RegularExpressions;

namespace AdaMHF.Reports;

/// <summary>
/// Skia numbers clips and images of SVG files throughout a process; here they are numbered within the file, so that equal plots are equal
/// files.
/// </summary>
internal static partial class SvgIdentifiers
{
    /// <summary>The image with identifiers from 1.</summary>
    public static string Renumber(string svg)
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        return Numbered().Replace(svg, match =>
        {
            if (!known.TryGetValue(match.Value, out var name))
                known[match.Value] = name = match.Groups[1].Value + (known.Count + 1).ToString(CultureInfo.InvariantCulture);
            return name;
        });
    }

    // Where identifiers are given (id="cl_1f") and used (url(#cl_1f), xlink:href="#img_2"); not within texts.
    [GeneratedRegex("""(?<=id="|#)([a-z]+_)[0-9a-f]+(?="|\))""")]
    private static partial Regex Numbered();
}
