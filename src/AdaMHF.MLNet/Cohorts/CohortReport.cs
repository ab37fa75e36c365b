using System.Globalization;
using System.Text;
using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>What a table was read as: counts, who is left out and why, and all that was assumed on the way.</summary>
public sealed record CohortReport
{
    /// <summary>Path of the table, as given.</summary>
    public required string Source { get; init; }

    /// <summary>Encoding of the text, such as <c>utf-8</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>What separates the cells.</summary>
    public required char Delimiter { get; init; }

    /// <summary>Rows with cells, the header apart.</summary>
    public required int Rows { get; init; }

    /// <summary>Patients of the cohort.</summary>
    public required int Patients { get; init; }

    /// <summary>Patients whose death was observed.</summary>
    public required int Events { get; init; }

    /// <summary>Slides of all patients.</summary>
    public required int Slides { get; init; }

    /// <summary>Gene columns.</summary>
    public required int Genes { get; init; }

    /// <summary>Clinical columns in the table's order.</summary>
    public required IReadOnlyList<ClinicalColumn> Clinical { get; init; }

    /// <summary>Patients of the table who are not in the cohort, and why.</summary>
    public required IReadOnlyList<LeftOutPatient> LeftOut { get; init; }

    /// <summary>Longest time in months.</summary>
    public required double LongestMonths { get; init; }

    /// <summary>
    /// Median follow-up in months by the reverse Kaplan-Meier estimate, in which deaths are censored (Schemper and Smith 1996); NaN where
    /// fewer than half were followed to their end.
    /// </summary>
    public required double MedianFollowUpMonths { get; init; }

    /// <summary>What was taken for granted, one sentence each: units, codings, policies that changed something.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>What looks wrong but is read.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The report as lines of text.</summary>
    public override string ToString()
    {
        const int Shown = 10;
        var text = new StringBuilder();
        Line($"{Source}: {Rows} rows, {Patients} patients, {Events} deaths observed, {Slides} slides, {Genes} genes.");
        var followUp = double.IsNaN(MedianFollowUpMonths) ? "not reached" : $"{Number(MedianFollowUpMonths)} months";
        Line($"Longest time {Number(LongestMonths)} months, median follow-up {followUp}.");
        if (Clinical.Count > 0) Line($"Clinical columns: {string.Join(", ", Clinical.Select(Named))}.");
        foreach (var assumption in Assumptions) Line(assumption);
        if (LeftOut.Count > 0) Line($"{LeftOut.Count} patients are left out:");
        foreach (var (patient, reason) in LeftOut.Take(Shown)) Line($"  {patient}: {reason}");
        if (LeftOut.Count > Shown) Line($"  and {LeftOut.Count - Shown} more.");
        foreach (var warning in Warnings) Line($"Warning: {warning}");
        return text.ToString().TrimEnd();

        void Line(string line) => text.AppendLine(line);
    }

    private static string Named(ClinicalColumn column) =>
        $"{column.Name} ({(column.IsNumber ? "numbers" : Words(column))}{(column.Missing > 0 ? $", {column.Missing} missing" : "")})";

    private static string Words(ClinicalColumn column)
    {
        const int Shown = 8;
        return column.Words.Count is > 0 and <= Shown
            ? $"text: {string.Join(", ", column.Words.Select(word => Identifier.Shown(word)))}"
            : $"text of {column.Words.Count} different values";
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
