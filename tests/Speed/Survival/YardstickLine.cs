using System.Globalization;

namespace AdaMHF.Speed.Survival;

/// <summary>One measure as R computed it.</summary>
internal sealed record YardstickLine(string Measure, double MedianSeconds, double Megabytes, double Value, double StandardError)
{
    public static YardstickLine Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double[] seconds = [.. parts[1].Split(',').Select(Number).Order()];
        return new(parts[0], seconds[seconds.Length / 2], Number(parts[2]), Number(parts[3]), Number(parts[4]));
    }

    private static double Number(string text) => text == "NA" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
