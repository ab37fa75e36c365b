using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Reads split files: columns of identifiers, or columns of true and false beside one of identifiers.</summary>
internal static class SplitFile
{
    private static readonly string[] Parts = ["train", "val", "test"];

    public static SurvivalSplit Read(string path, TableOptions options)
    {
        using var table = CsvTable.Open(path, "split file", options);
        int?[] columns = Array.ConvertAll(Parts, part => table.Find(part));
        if (columns[0] is null || (columns[1] ?? columns[2]) is null)
        {
            throw new CohortFileException(
                $"Split file '{path}' has no column '{(columns[0] is null ? "train" : "val")}'. Expected the columns train and val, "
                + $"train and test, or all three; columns there: {string.Join(", ", table.Columns.Select(name => $"'{name}'"))}.");
        }
        var others = Enumerable.Range(0, table.Columns.Count).Where(column => !columns.Contains(column)).ToArray();
        var rows = new List<(string?[] Cells, string? Id, int Row)>();
        while (table.Read())
        {
            string?[] cells =
                Array.ConvertAll(columns, column => column is { } at && !string.IsNullOrWhiteSpace(table[at]) ? table[at] : null);
            rows.Add((cells, others.Length > 0 ? table[others[0]] : null, table.Row));
        }

        var parts = Array.ConvertAll(Parts, _ => new List<string>());
        var filled = rows.SelectMany(row => row.Cells).OfType<string>().ToArray();
        // Identifiers may be the numbers 0 and 1, each once; flags are more than that.
        var isBoolean = filled.Length > 0 && Array.TrueForAll(filled, cell => Flag(cell) is not null)
            && (Array.Exists(filled, cell => bool.TryParse(cell, out _)) || filled.Length > 2);
        if (isBoolean && others.Length == 0)
        {
            throw new CohortFileException(
                $"Split file '{path}' holds true and false, but no column that says for whom. Expected a column of patient identifiers.");
        }
        foreach (var (cells, id, row) in rows)
        {
            for (var part = 0; part < parts.Length; part++)
            {
                if (cells[part] is not { } cell) continue;
                if (!isBoolean && bool.TryParse(cell, out _))
                {
                    throw Error(
                        row, $"'{cell}' in '{Parts[part]}' beside identifiers: expected identifiers alone, or true and false alone");
                }
                if (isBoolean && Flag(cell) is false) continue;
                parts[part].Add(Id(isBoolean ? id! : cell, row));
            }
        }
        return new(parts[0], parts[1], parts[2], path);

        string Id(string text, int row) => Identifier.TryRead(text, out var patient, out var problem)
            ? patient
            : throw Error(row, $"'{Identifier.Shown(text)}' identifies no patient: it {problem}");

        CohortFileException Error(int row, string what) => new($"Split file '{path}', row {row}: {what}. Correct the file.");
    }

    private static bool? Flag(string cell) => cell.Trim() switch
    {
        "1" or "1.0" => true,
        "0" or "0.0" => false,
        var text => bool.TryParse(text, out var flag) ? flag : null,
    };
}
