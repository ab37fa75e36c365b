using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Reads the patients' identifiers of a data view by the rule of <see cref="Identifier"/>.</summary>
internal static class PatientIds
{
    private const int Shown = 10;

    /// <summary>The column of identifiers; null where the data have none of text.</summary>
    public static DataViewSchema.Column? ColumnOf(DataViewSchema schema, string columnName) =>
        schema.GetColumnOrNull(columnName) is { Type: TextDataViewType } text ? text : null;

    /// <summary>How messages name the row where a cursor stands; continues "Patient ...".</summary>
    public static Func<string> NameOf(DataViewRow row)
    {
        if (ColumnOf(row.Schema, SurvivalColumns.PatientId) is not { } column || !row.IsColumnActive(column))
            return () => $"in row {row.Position + 1}";
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> id = default;
        return () =>
        {
            getter(ref id);
            return id.Span.IsWhiteSpace() ? $"in row {row.Position + 1}" : id.Span.Trim().ToString();
        };
    }

    /// <summary>Identifiers by row; null where the data have no such column, or nothing in it.</summary>
    /// <exception cref="SurvivalDataException">A text is no identifier; the message names the row.</exception>
    public static string[]? Read(IDataView data, string columnName) =>
        ColumnOf(data.Schema, columnName) is { } column ? Of([.. data.GetColumn<string>(column)], columnName) : null;

    /// <summary>Identifiers of texts that were read row by row; null where all are empty.</summary>
    /// <exception cref="SurvivalDataException">A text is no identifier; the message names the row.</exception>
    public static string[]? Of(IReadOnlyList<string?> texts, string columnName)
    {
        if (texts.All(string.IsNullOrWhiteSpace)) return null;
        var ids = new string[texts.Count];
        for (var row = 0; row < ids.Length; row++)
        {
            if (Identifier.TryRead(texts[row], out ids[row], out var problem)) continue;
            throw new SurvivalDataException(
                $"Row {row + 1}: '{Identifier.Shown(texts[row] ?? "")}' in '{columnName}' identifies no patient: it {problem}. "
                + "Correct it, or leave the row out.",
                columnName,
                row);
        }
        return ids;
    }

    /// <summary>Refuses a patient in two rows: the patient would count twice.</summary>
    /// <exception cref="SurvivalDataException">A patient has several rows; the message names the first ones.</exception>
    public static void RequireDistinct(IReadOnlyList<string> ids, string columnName)
    {
        IGrouping<string, int>[] repeated =
            [.. Enumerable.Range(0, ids.Count).GroupBy(row => ids[row], StringComparer.Ordinal).Where(rows => rows.Skip(1).Any())];
        if (repeated.Length == 0) return;
        var named = string.Join("; ", repeated.Take(Shown)
            .Select(rows => $"{rows.Key} in the rows {string.Join(", ", rows.Take(Shown).Select(row => row + 1))}"));
        throw new SurvivalDataException(
            $"{repeated.Length} of {ids.Distinct(StringComparer.Ordinal).Count()} patients have more than one row: {named}"
            + $"{(repeated.Length > Shown ? "; ..." : "")}. Expected one row per patient, because errors and tests count rows as "
            + "independent: join the rows, all slides in one list. Where rows are meant to repeat, as in a bootstrap, give "
            + $"'{columnName}' another name.",
            columnName,
            repeated[0].ElementAt(1));
    }

    /// <summary>Warns of identifiers that differ in case, hyphens or invisible characters alone.</summary>
    /// <param name="channel">Where to.</param>
    /// <param name="ids">Identifiers by the rule.</param>
    /// <param name="what">What they identify, in the plural.</param>
    public static void WarnOfNearCollisions(IChannel channel, IEnumerable<string> ids, string what = "patients")
    {
        var pairs = Identifier.NearCollisions(ids);
        if (pairs.Count == 0) return;
        var named = string.Join(
            "; ", pairs.Take(Shown).Select(pair => $"'{Identifier.Shown(pair.First)}' and '{Identifier.Shown(pair.Second)}'"));
        channel.Warning(
            $"{pairs.Count} pair(s) of {what} differ in case, hyphens or invisible characters alone, and are taken for different ones: "
            + $"{named}{(pairs.Count > Shown ? "; ..." : "")}. Correct the table where they are the same.");
    }
}
