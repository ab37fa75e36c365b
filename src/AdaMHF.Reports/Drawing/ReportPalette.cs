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

    /// <summary>The same hues, brighter, in the same order, for a dark ground; white in the place of black.</summary>
    public static IReadOnlyList<string> ColorBlindSafeOnDark { get; } =
        Array.AsReadOnly(["#5AB0EA", "#FF8A50", "#3CCFA0", "#E8A9CD", "#F2B84B", "#9AD9F8", "#FFFFFF", "#F0E442"]);

    internal static bool IsColor(string? text) => text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);
}
