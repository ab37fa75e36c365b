namespace AdaMHF.Benchmark;

/// <summary>Whether training would take the table.</summary>
internal static class TableCheck
{
    public static IEnumerable<Finding> Of(DoctorInput input)
    {
        yield return input.Cohort is { } cohort
            ? Finding.Pass("table",
                $"{cohort.PatientCount} patients, {cohort.SlideCount} slides, {cohort.EventCount} events, {cohort.GeneColumns.Count} gene "
                + "columns")
            : new(CheckStatus.Fail, "table", input.Refusal!,
                "Correct the table as the message says; the checks of splits, genes and bags come after that.");
    }
}
