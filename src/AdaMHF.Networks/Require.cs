using System.Runtime.CompilerServices;

namespace AdaMHF.Networks;

/// <summary>The checks that configurations share. Each message names the value, what it is and what was expected.</summary>
internal static class Require
{
    public static void That(bool holds, string name, object value, string expected)
    {
        if (!holds) throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; expected {expected}."), name);
    }

    public static void Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value > 0, name, value, "at least 1");

    public static void Positive(IReadOnlyList<int> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        That(values.Count > 0, name, "empty", "at least one entry");
        foreach (var value in values) Positive(value, name);
    }

    public static void Dropout(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value is >= 0 and < 1, name, value, "in [0, 1)");

    public static void LossWeight(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value is >= 0 and < double.PositiveInfinity, name, value, "a finite number, at least 0");

    public static void TimeBins(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value >= 2, name, value, "at least 2");

    public static void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : struct, Enum =>
        That(Enum.IsDefined(value), name, value, $"one of {string.Join(", ", Enum.GetNames<T>())}");
}
