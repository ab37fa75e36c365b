namespace AdaMHF.MLNet;

/// <summary>How the text of a table is written. The defaults find out what can be found out without a doubt and guess nothing.</summary>
public sealed record TableOptions
{
    /// <summary>
    /// What separates the cells. Null: comma, tab or semicolon, whichever divides the header and the row below it alike. Default null.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Name of the encoding, such as <c>windows-1252</c> (Excel in Western Europe) or <c>iso-8859-1</c>. Null: UTF-8, or UTF-16 or UTF-32
    /// where the file begins with a byte order mark; what is neither is refused and never guessed. Default null.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>Whether numbers have a decimal comma, as in 12,5. Default false.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// Words that mean a missing value, whatever their case; an empty cell and NaN always do. Default: <see cref="DefaultMissingWords"/>.
    /// </summary>
    public IReadOnlyList<string> MissingWords { get; init; } = DefaultMissingWords;

    /// <summary>The words of R, pandas, Excel, GDC and the TCGA clinical tables.</summary>
    public static IReadOnlyList<string> DefaultMissingWords { get; } =
    [
        "NA", "N/A", "#N/A", "null", "'--", "--", "[Not Available]", "[Not Applicable]", "[Not Evaluated]", "[Unknown]", "[Discrepancy]",
        "Not Available", "Not Reported", "Unknown",
    ];

    internal void Check()
    {
        OptionCheck.Require(
            Delimiter is not ('"' or '\r' or '\n' or '.'),
            nameof(Delimiter),
            Delimiter,
            "a character that separates cells, such as a tab");
        OptionCheck.Require(
            !DecimalComma || Delimiter is not ',', nameof(DecimalComma), DecimalComma, "false where a comma separates the cells");
        if (Encoding is not null) TableEncoding.Named(Encoding);
    }
}
