namespace AdaMHF.Tool;

/// <summary>What is wrong with data or usage, in every JSON document the same.</summary>
/// <param name="Severity">error or warning.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="File">Where; null when it is no file.</param>
/// <param name="Row">Row of the file, the header being 1.</param>
/// <param name="Column">Column of the file.</param>
/// <param name="Patient">Whom it concerns.</param>
internal sealed record Problem(
    string Severity, string Message, string? File = null, int? Row = null, string? Column = null, string? Patient = null);
