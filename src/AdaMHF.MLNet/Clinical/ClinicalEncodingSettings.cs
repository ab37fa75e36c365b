namespace AdaMHF.MLNet;

/// <summary>Stored settings of the coding of clinical columns.</summary>
internal sealed record ClinicalEncodingSettings(string OutputColumnName, CodedColumn[] Columns)
{
    /// <summary>Values of a patient.</summary>
    internal int Width => Columns.Sum(column => column.Width);

    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(OutputColumnName.Length > 0, nameof(OutputColumnName), "empty", "a name");
        foreach (var column in Columns) column.Check();
    }
}
