using System.Globalization;

namespace AdaMHF.Reports;

/// <summary>Numbers as plots and pages write them, the same everywhere.</summary>
internal static class ReportNumbers
{
    /// <summary>A number to some decimals; a dash where it is NaN.</summary>
    public static string Fixed(double value, int decimals = 3) =>
        double.IsNaN(value) ? "–" : value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number to some decimals with its sign.</summary>
    public static string Signed(double value, int decimals = 3) => (value > 0 ? "+" : "") + Fixed(value, decimals);

    /// <summary>A share in per cent, without decimals.</summary>
    public static string Percent(double share) =>
        double.IsNaN(share) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0} %");

    /// <summary>A whole number with thousands apart, or a number of weighted patients.</summary>
    public static string Count(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>A time or a length: at most one decimal.</summary>
    public static string Short(double value) => double.IsNaN(value) ? "–" : value.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>A p-value: two significant digits, or that it is below 0.001.</summary>
    public static string PValue(double p) => p switch
    {
        double.NaN => "undefined",
        < 0.001 => "< 0.001",
        _ => p.ToString("G2", CultureInfo.InvariantCulture),
    };

    /// <summary>An interval in brackets.</summary>
    public static string Interval(double lower, double upper, int decimals = 3) => $"{Fixed(lower, decimals)} to {Fixed(upper, decimals)}";

    /// <summary>A number and its noun, such as <c>1 death</c>.</summary>
    public static string Counted(double number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";
}
