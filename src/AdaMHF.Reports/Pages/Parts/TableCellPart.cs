namespace AdaMHF.Reports;

/// <summary>A cell and its class in the styles; empty for none.</summary>
internal sealed record TableCellPart(string Text, string Class)
{
    /// <summary>What stands small below the text; empty for nothing.</summary>
    public string Note { get; init; } = "";
}
