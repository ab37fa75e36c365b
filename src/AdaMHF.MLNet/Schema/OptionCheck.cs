namespace AdaMHF.MLNet;

/// <summary>Refuses options with values that are not allowed.</summary>
internal static class OptionCheck
{
    /// <exception cref="ArgumentException">The condition does not hold.</exception>
    public static void Require(bool holds, string option, object? value, string expected)
    {
        if (!holds) throw new ArgumentException(Problem(option, value, expected), option);
    }

    /// <exception cref="ArgumentOutOfRangeException">The condition does not hold.</exception>
    public static void RequireInRange(bool holds, string option, object? value, string expected)
    {
        if (!holds) throw new ArgumentOutOfRangeException(option, value, Problem(option, value, expected));
    }

    private static string Problem(string option, object? value, string expected) =>
        FormattableString.Invariant($"{option} is {value}; expected {expected}.");
}
