namespace AdaMHF.Reports;

/// <summary>Colours of reports.</summary>
public static class ReportPalette
{
    /// <summary>
    /// Okabe and Ito's colours, which readers with any common colour vision can tell apart: blue, vermilion, bluish green, reddish purple,
    /// orange, sky blue, black, yellow.
    /// </summary>
    /// <seealso href="https://jfly.uni-koeln.de/color/">Okabe and Ito, Color Universal Design</seealso>
    public static IReadOnlyList<string> ColorBlindSafe { get; } =
        Array.AsReadOnly(["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"]);

    internal static bool IsColor(string? text) => text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);
}
