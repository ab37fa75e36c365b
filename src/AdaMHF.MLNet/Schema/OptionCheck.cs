namespace AdaMHF.MLNet;

/// <summary>Refuses options that are out of their range.</summary>
internal static class OptionCheck
{
    public static void Require(bool holds, string option, object value, string expected)
    {
        if (!holds) throw new ArgumentException(FormattableString.Invariant($"{option} is {value}; expected {expected}."), option);
    }
}
