using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>How numbers are written in tables and charts.</summary>
internal static class Numbers
{
    public static string Index(double value) => double.IsNaN(value) ? "undefined" : Text($"{value:F3}");

    public static string Interval(double lower, double upper) => double.IsNaN(lower) ? "" : Text($"[{lower:F3}, {upper:F3}]");

    public static string Difference(double value) => double.IsNaN(value) ? "" : Text($"{value:+0.000;-0.000;0.000}");

    public static string PValue(double value) => double.IsNaN(value) ? "undefined" : value < 0.0001 ? Text($"{value:0.0E+0}")
        : Text($"{value:0.####}");

    public static string Count(long value) => Text($"{value:N0}");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
