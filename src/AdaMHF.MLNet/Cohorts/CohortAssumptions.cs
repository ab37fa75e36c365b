using System.Globalization;

namespace AdaMHF.MLNet;

/// <summary>Writes the report of a table that has been read.</summary>
internal static class CohortAssumptions
{
    private const double ManyMonths = 420;

    public static CohortReport Report(
        CsvTable table, CohortLayout layout, CohortReader reader, IReadOnlyList<PatientRecord> patients, CohortColumns columns,
        GeneFile? geneFile, ClinicalFile? clinicalFile, SurvivalCohortOptions options)
    {
        TableOutcome[] known = [.. patients.Select(patient => patient.Outcome).Where(outcome => outcome.IsKnown)];
        double[] times = Array.ConvertAll(known, outcome => (double)outcome.Time);
        bool[] isCensored = Array.ConvertAll(known, outcome => outcome.Event == false);
        return new()
        {
            Source = table.Path,
            Encoding = table.EncodingName,
            Delimiter = table.Delimiter,
            Rows = reader.Rows,
            Patients = patients.Count,
            Events = isCensored.Count(censored => !censored),
            Slides = patients.Sum(patient => patient.Slides.Count),
            Genes = columns.GeneNames.Count,
            Clinical = columns.Clinical.Found,
            LeftOut = reader.LeftOut,
            LongestMonths = times.Length > 0 ? times.Max() : double.NaN,
            MedianFollowUpMonths = times.Length > 0 ? Survival.KaplanMeier.Fit(times, isCensored).Median : double.NaN,
            Assumptions =
            [
                .. OfText(table), .. OfOutcomes(table, layout, reader, options),
                .. known.Length < patients.Count ? [$"{patients.Count - known.Length} patients have no outcome."] : Array.Empty<string>(),
                .. OfRows(table, layout, reader, options),
                .. OfGenes(layout, geneFile, options), .. OfClinicalFile(clinicalFile, options), .. OfNotUsed(layout),
            ],
            Warnings = [.. Warnings(layout, table, reader, columns, times, options)],
        };
    }

    private static IEnumerable<string> OfText(CsvTable table)
    {
        if (table.Delimiter != ',')
        {
            var delimiter = table.Delimiter switch { '\t' => "tabs", ';' => "semicolons", var other => $"'{other}'" };
            yield return $"Cells are separated by {delimiter}.";
        }
        if (table.EncodingName != "utf-8") yield return $"The text is {table.EncodingName}.";
        if (table.LinesAbove > 0) yield return $"{table.LinesAbove} lines above the header are comments or blank.";
        if (table.EmptyRows > 0) yield return $"{table.EmptyRows} rows without any value are skipped.";
    }

    private static IEnumerable<string> OfOutcomes(
        CsvTable table, CohortLayout layout, CohortReader reader, SurvivalCohortOptions options)
    {
        if (layout is not { Time: { } timeColumn, Outcome: { } outcomeColumn }) yield break;
        var (time, unit) = (table.Columns[timeColumn], reader.Outcomes.Unit.ToString().ToLowerInvariant());
        var both = layout.FollowUp is { } followUp ? $"{time} of the dead and {table.Columns[followUp]} of the living are" : $"{time} is";
        var days = reader.Outcomes.Unit is SurvivalTimeUnit.Days or SurvivalTimeUnit.Weeks ? "; a month has 30.4375 days" : "";
        if (options.TimeUnit is not null || reader.Outcomes.Unit != SurvivalTimeUnit.Months || layout.FollowUp is not null)
            yield return $"{both} in {unit}{(options.TimeUnit is null ? ", by the name" : "")}{days}.";
        else if (TimeUnits.OfName(time) is null) yield return $"{time} is taken for months, because its name gives no unit.";
        if (reader.Outcomes.Coding.Used is { Count: > 0 } used)
        {
            var codes = string.Join(", ", used.Select(pair => $"'{pair.Key}' = {(pair.Value ? "death observed" : "censored")}"));
            yield return $"{table.Columns[outcomeColumn]}: {codes}.";
        }
        if (reader.HalfUnits > 0)
        {
            yield return FormattableString.Invariant(
                $"{reader.HalfUnits} times of 0 are {reader.Outcomes.HalfUnit:0.####} months, half a unit.");
        }
    }

    private static IEnumerable<string> OfRows(CsvTable table, CohortLayout layout, CohortReader reader, SurvivalCohortOptions options)
    {
        if (layout.Slide is null && options.SlideIdColumnName is { } slide)
            yield return $"There are no slides: no column is named {slide}.";
        if (layout.Patient is null) yield return "Every row is a patient, named by its number.";
        foreach (var (column, patients) in reader.Differing)
        {
            yield return $"{table.Columns[column]} differs between the rows of {patients.Count} patients: "
                + (reader.IsOfSlides(column) ? "it is left out." : "the first row counts.");
        }
    }

    private static IEnumerable<string> OfGenes(CohortLayout layout, GeneFile? file, SurvivalCohortOptions options)
    {
        var suffix = GeneColumns.SymbolSuffix(options);
        if (layout.Genes.SymbolCount > 0) yield return Symbols(layout.Genes.SymbolCount, layout.Genes.Names);
        if (file is null) yield break;
        var others = file.GenesAreRows ? "columns" : "rows";
        yield return $"{options.GeneFile}: {file.Names.Count} genes of {file.Matched} patients; {file.Unmatched} {others} are of nobody "
            + $"here.{(file.GenesAreRows ? " Every row is a gene." : "")}";
        if (file.Unnamed > 0) yield return $"{options.GeneFile}: {file.Unnamed} rows without a gene are left out.";
        if (file.SymbolCount > 0) yield return Symbols(file.SymbolCount, file.Names);

        string Symbols(int count, IReadOnlyList<string> names)
        {
            const string Message = "gene columns are named by the symbol alone";
            if (suffix.Length == 0) return $"{count} {Message}.";
            var example = names.First(name => name.EndsWith(suffix, StringComparison.Ordinal));
            return $"{count} {Message} and get the ending {suffix}, as in {example}.";
        }
    }

    private static IEnumerable<string> OfClinicalFile(ClinicalFile? file, SurvivalCohortOptions options)
    {
        if (file is null) yield break;
        yield return $"{options.ClinicalFile}: {file.Names.Count} clinical columns of {file.Matched} patients; {file.Unmatched} rows are "
            + "of nobody here.";
    }

    private static IEnumerable<string> OfNotUsed(CohortLayout layout)
    {
        if (layout.NotUsed.Count > 0) yield return $"{layout.NotUsed.Count} columns are not used: {Some(layout.NotUsed)}.";
    }

    private static IEnumerable<string> Warnings(
        CohortLayout layout, CsvTable table, CohortReader reader, CohortColumns columns, double[] times, SurvivalCohortOptions options)
    {
        var time = layout.Time is { } column ? table.Columns[column] : "";
        if (times.Length > 0 && times.Max() > ManyMonths
            && reader.Outcomes.Unit == SurvivalTimeUnit.Months && options.TimeUnit is null && TimeUnits.OfName(time) is null)
        {
            yield return $"{time} reaches {times.Max().ToString("0", CultureInfo.InvariantCulture)} months. "
                + $"If these are days, set {nameof(options.TimeUnit)} (--time-unit days).";
        }
        foreach (var warning in columns.Clinical.Warnings) yield return warning;
        if (times.Length > 1 && times.Min() == times.Max()) yield return "All patients have the same time.";
        string[] outcomes = [.. columns.Clinical.Found.Select(column => column.Name).Where(OutcomeNames.Contains)];
        if (outcomes.Length > 0)
        {
            yield return $"By their names these clinical columns are outcomes, and no features: {Some(outcomes)}. "
                + $"Leave them out in {nameof(options.IgnoredColumnNames)}.";
        }
    }

    private static string Some(IReadOnlyList<string> names)
    {
        const int Shown = 10;
        return string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
    }
}
