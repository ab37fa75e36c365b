namespace AdaMHF.Benchmark;

/// <summary>Colours that stay apart for most kinds of colour blindness.</summary>
internal static class Palette
{
    public const string High = "#b3261e";
    public const string Low = "#1a5fb4";
    public const string Grey = "#8a8f98";

    private static readonly string[] Series = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d00", "#56b4e9", "#6a3d9a", "#444444"];

    public static string Of(int index) => Series[index % Series.Length];
}
