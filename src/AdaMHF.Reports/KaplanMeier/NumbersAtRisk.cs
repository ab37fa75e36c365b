using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>How many patients of a group are still followed.</summary>
internal static class NumbersAtRisk
{
    /// <summary>Number of patients whose time is at least each of the given ones.</summary>
    public static double[] At(KaplanMeierCurve curve, double[] times) => Array.ConvertAll(times, time =>
    {
        var next = curve.Times.AsSpan().BinarySearch(time);
        if (next < 0) next = ~next;
        return next < curve.AtRisk.Length ? curve.AtRisk[next] : 0;
    });

    /// <summary>The numbers as they stand under the axis.</summary>
    public static string[] Texts(KaplanMeierCurve curve, double[] times) =>
        Array.ConvertAll(At(curve, times), number => number.ToString("#,0.#", CultureInfo.InvariantCulture));
}
