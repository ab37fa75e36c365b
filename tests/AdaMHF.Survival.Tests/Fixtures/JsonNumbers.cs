using System.Globalization;
using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Reads numbers as the fixtures write them: null and "NaN" are NaN, infinities are strings.</summary>
internal static class JsonNumbers
{
    public static double Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.Parse(element.GetString()!, CultureInfo.InvariantCulture),
        _ => element.GetDouble(),
    };

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).Number();

    public static long Count(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(Number)];

    public static double[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Numbers();

    public static int[] Integers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    public static bool[] Flags(this JsonElement element, string name) => [.. element.Integers(name).Select(flag => flag == 1)];

    public static bool IsNull(this JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.Null;

    public static double[,] Table(this JsonElement element, string name)
    {
        double[][] rows = [.. element.GetProperty(name).EnumerateArray().Select(Numbers)];
        var table = new double[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows[i].Length; j++) table[i, j] = rows[i][j];
        }
        return table;
    }
}
