using AdaMHF.MLNet;

namespace AdaMHF.Tool;

/// <summary>The warnings of a table that was read, and the errors of one that was not, as problems of a document.</summary>
internal static class ReportProblems
{
    public static IEnumerable<Problem> Of(CohortReport report) =>
        report.Warnings.Select(warning => new Problem("warning", warning, report.Source));

    /// <param name="wrong">What ended the command.</param>
    /// <param name="message">What is said of it.</param>
    public static IEnumerable<Problem> Of(Exception wrong, string message)
    {
        if (wrong is not CohortFileException { Problems: [{ Row: not null }, ..] rows }) return [new Problem("error", message)];
        return rows.Select(one => new Problem("error", one.Message, one.File, one.Row, one.Column, one.Patient));
    }
}
