using AdaMHF.MLNet;
using AdaMHF.Survival;

namespace AdaMHF.Reports.Tests;

/// <summary>Weeks in remission of 42 children with leukemia (Freireich 1963), printed in most textbooks of survival analysis.</summary>
internal static class Leukemia
{
    private static readonly double[] Treated = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];

    private static readonly bool[] TreatedRelapse =
    [
        true, true, true, false, true, false, true, false, false, true, true,
        false, false, false, true, true, false, false, false, false, false,
    ];

    private static readonly double[] Placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

    /// <summary>Weeks of all children, the treated ones first.</summary>
    public static double[] Time { get; } = [.. Treated, .. Placebo];

    public static bool[] Died { get; } = [.. TreatedRelapse, .. Placebo.Select(_ => true)];

    public static bool[] IsPlacebo { get; } = [.. Treated.Select(_ => false), .. Placebo.Select(_ => true)];

    public static KaplanMeierCurve TreatedCurve { get; } = KaplanMeier.Fit(Treated, TreatedRelapse);

    public static KaplanMeierCurve PlaceboCurve { get; } = KaplanMeier.Fit(Placebo, [.. Placebo.Select(_ => true)]);

    public static IReadOnlyList<SurvivalGroup> Groups { get; } =
        [new("6-MP", 21, 9, TreatedCurve), new("placebo", 21, 21, PlaceboCurve)];
}
