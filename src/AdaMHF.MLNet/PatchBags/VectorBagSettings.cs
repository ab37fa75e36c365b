namespace AdaMHF.MLNet;

/// <summary>Stored settings of the conversion of vectors to patch bags; without a width each vector is one patch.</summary>
internal sealed record VectorBagSettings(string OutputColumnName, string InputColumnName, int? Width)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(OutputColumnName.Length > 0, nameof(OutputColumnName), "empty", "a name");
        OptionCheck.Require(InputColumnName.Length > 0, nameof(InputColumnName), "empty", "a name");
        OptionCheck.Require(Width is null or >= 1, nameof(Width), Width, "at least 1, or null");
    }
}
