namespace AdaMHF.MLNet;

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="File">Path of the file, as given.</param>
/// <param name="Message">What is wrong, what was expected, and the remedy.</param>
/// <param name="Row">Row of the file, the first line being 1; null where it is no row.</param>
/// <param name="Column">Column of the file; null where it is none in particular.</param>
/// <param name="Patient">Whom it concerns; null where it is nobody in particular.</param>
public sealed record CohortFileProblem(string? File, string Message, int? Row = null, string? Column = null, string? Patient = null);
