using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Options of ML.NET's text loader for a wide table.</summary>
internal static class GeneTableLayout
{
    // The words that ML.NET's text loader reads as NaN, too.
    private static readonly TableCells Cells = new(new() { MissingWords = ["NA"] });

    public static TextLoader.Options Of(string path, GeneTableOptions options)
    {
        using var table = CsvTable.Open(path, "gene table", new() { Delimiter = options.Delimiter });
        RequireReadable(table, options);
        var isNumeric = ReadKinds(table, options);
        if (table.EmptyRows > 0)
        {
            throw new CohortFileException(
                $"'{path}' has {table.EmptyRows} rows without any value, which ML.NET's text loader reads as patients. Remove them.");
        }
        int[] genes = [.. Positions(table, (column, position) => options.IsGene(column, isNumeric[position]))];
        options.RequireGenes(genes.Length, $"'{path}'");
        int[] others = [.. Positions(table, (column, position) => options.IsOther(column, isNumeric[position]))];

        return new TextLoader.Options
        {
            Separators = [table.Delimiter],
            HasHeader = true,
            AllowQuoting = true,
            // By default, ML.NET reads an empty cell as 0.
            MissingRealsAsNaNs = true,
            Columns =
            [
                // Numbers in a column without a name count the rows; anything else names them.
                .. table.Columns[0].Length == 0 && !isNumeric[0]
                    ? [new TextLoader.Column(SurvivalColumns.PatientId, DataKind.String, 0)]
                    : Array.Empty<TextLoader.Column>(),
                .. others.Select(position => new TextLoader.Column(
                    table.Columns[position],
                    isNumeric[position] && !options.TextColumnNames.Contains(table.Columns[position]) ? DataKind.Single : DataKind.String,
                    position)),
                new TextLoader.Column(options.GeneColumnName, DataKind.Single, [.. Ranges(genes)]),
            ],
        };
    }

    private static void RequireReadable(CsvTable table, GeneTableOptions options)
    {
        var obstacle = table.IsCompressed ? "is gzip"
            : table.EncodingName != "utf-8" ? $"is {table.EncodingName}"
            : table.LinesAbove > 0 ? "has lines above the header"
            : null;
        if (obstacle is not null)
        {
            throw new CohortFileException(
                $"'{table.Path}' {obstacle}, which ML.NET's text loader does not read. Write it as plain UTF-8 text, or read it with "
                + "LoadSurvivalCohort.");
        }
        if (table.Find(options.GeneColumnName) is null) return;
        throw new CohortFileException(
            $"'{table.Path}' has a column '{options.GeneColumnName}', the name that the vector of genes gets. "
            + $"Choose another in {nameof(GeneTableOptions)}.{nameof(options.GeneColumnName)}.");
    }

    /// <summary>Whether each column holds numbers or missing values only; a gene's column has to.</summary>
    private static bool[] ReadKinds(CsvTable table, GeneTableOptions options)
    {
        var isNumeric = new bool[table.Columns.Count];
        Array.Fill(isNumeric, true);
        bool[] isGene = [.. table.Columns.Select(column => options.IsGene(column, isNumeric: false))];
        while (table.Read())
        {
            for (var position = 0; position < isNumeric.Length; position++)
            {
                if (!isNumeric[position] || Cells.TryNumber(table[position], out _)) continue;
                if (!isGene[position])
                {
                    isNumeric[position] = false;
                    continue;
                }
                table.Problems.Add(
                    "genes",
                    table.Row,
                    $"column {table.Columns[position]} is '{table[position]}'; "
                    + "expected a finite number with a decimal point, or an empty cell where it is missing.",
                    table.Columns[position]);
            }
        }
        return isNumeric;
    }

    private static IEnumerable<int> Positions(CsvTable table, Func<string, int, bool> wanted) =>
        Enumerable.Range(0, table.Columns.Count).Where(position => wanted(table.Columns[position], position));

    private static IEnumerable<TextLoader.Range> Ranges(int[] positions)
    {
        for (int start = 0, end; start < positions.Length; start = end)
        {
            for (end = start + 1; end < positions.Length && positions[end] == positions[end - 1] + 1;) end++;
            yield return new TextLoader.Range(positions[start], positions[end - 1]);
        }
    }
}
