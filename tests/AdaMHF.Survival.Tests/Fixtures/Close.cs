namespace AdaMHF.Survival.Tests;

/// <summary>Comparison by relative error; NaN is close to NaN only.</summary>
internal static class Close
{
    // The fixtures' own tolerance.
    public const double Default = 1e-9;

    // Differences of numbers around 1 that should vanish leave this much rounding.
    private const double Absolute = 1e-13;

    public static void To(double expected, double actual, string what, double relative = Default)
    {
        if (expected.Equals(actual)) return;
        var allowed = Absolute + relative * Math.Max(Math.Abs(expected), Math.Abs(actual));
        Assert.True(Math.Abs(expected - actual) <= allowed, $"{what}: expected {expected:R}, computed {actual:R}");
    }

    public static void To(IReadOnlyList<double> expected, IReadOnlyList<double> actual, string what, double relative = Default)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: expected {expected.Count} numbers, computed {actual.Count}");
        for (var i = 0; i < expected.Count; i++) To(expected[i], actual[i], $"{what}[{i}]", relative);
    }
}
