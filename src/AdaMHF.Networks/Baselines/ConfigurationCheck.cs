namespace AdaMHF.Networks;

/// <summary>Checks of a configuration's values, with one wording.</summary>
internal static class ConfigurationCheck
{
    public static void Positive(int value, string name) => Require(value > 0, name, value, "at least 1");

    public static void DropoutShare(double value, string name) => Require(value is >= 0 and < 1, name, value, "in [0, 1)");

    public static void LossWeight(double value, string name) => Require(value is >= 0 and < double.PositiveInfinity, name, value, "a finite number, at least 0");

    public static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds) throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; expected {expected}."), name);
    }
}
