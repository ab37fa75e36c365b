using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Input checks. Each message names the value, what it is and what was expected.</summary>
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

    public static void OddOrZero(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value == 0 || (value > 0 && value % 2 == 1), name, value, "an odd number, or 0 for none");

    public static void MultipleOfHeads(int width, int heads, [CallerArgumentExpression(nameof(width))] string name = "") =>
        That(width % heads == 0, name, width, $"a multiple of the {heads} heads");

    public static void Dropout(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value is >= 0 and < 1, name, value, "in [0, 1)");

    public static void LossWeight(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value is >= 0 and < double.PositiveInfinity, name, value, "a finite number, at least 0");

    public static void TimeBins(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value >= 2, name, value, "at least 2");

    public static void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : struct, Enum =>
        That(Enum.IsDefined(value), name, value, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>Throws where patients of a batch cannot be compared.</summary>
    /// <param name="risks">[n], one per patient.</param>
    /// <param name="time">Follow-up time of each patient.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="loss">Name of the loss, for the message.</param>
    /// <exception cref="ArgumentException">The batch holds fewer than two patients, the lengths differ, or a time is NaN.</exception>
    public static void ComparablePatients(Tensor risks, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed, string loss)
    {
        if (risks.dim() != 1 || risks.shape[0] != time.Length || time.Length != observed.Length)
        {
            throw new ArgumentException(
                $"Expected one risk, time and event per patient, got shape [{string.Join(", ", risks.shape)}], "
                + $"{time.Length} times and {observed.Length} events.",
                nameof(risks));
        }
        if (time.Length < 2)
        {
            throw new ArgumentException(
                $"The {loss} loss compares patients with each other, but the batch holds {time.Length}. "
                + "Use batches of at least 2, better 64 or more, or a loss of single patients.",
                nameof(time));
        }
        foreach (var value in time)
        {
            if (float.IsNaN(value)) throw new ArgumentException("A time is NaN.", nameof(time));
        }
    }
}
