using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Options of ML.NET's text loader for a wide table.</summary>
internal static class GeneTableLayout
{
    public static TextLoader.Options Of(string path, GeneTableOptions options)
    {
        using var table = CsvTable.Open(path, "gene table");
        if (table.IsCompressed)
        {
            throw new CohortFileException(
                $"'{path}' is gzip, which ML.NET's text loader does not read. Unpack it, or read it with LoadSurvivalCohort.");
        }
        int[] genes = [.. Positions(table, options.IsGene)];
        options.RequireGenes(genes.Length, $"'{path}'");
        if (table.Find(options.GeneColumnName) is not null)
        {
            throw new CohortFileException(
                $"'{path}' has a column '{options.GeneColumnName}', the name that the vector of genes gets. "
                + $"Choose another in {nameof(GeneTableOptions)}.{nameof(options.GeneColumnName)}.");
        }

        int[] others = [.. Positions(table, options.IsOther)];
        var isText = others.ToDictionary(position => position, position => options.TextColumnNames.Contains(table.Columns[position]));
        while (table.Read())
        {
            foreach (var position in others) isText[position] |= !CohortCell.TryNumber(table[position], out _);
            foreach (var position in genes)
            {
                if (CohortCell.TryNumber(table[position], out _)) continue;
                throw table.Error(
                    $"column {table.Columns[position]} is '{table[position]}'; "
                    + "expected a finite number with a decimal point, or an empty cell where it is missing.");
            }
        }

        return new TextLoader.Options
        {
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            // By default, ML.NET reads an empty cell as 0.
            MissingRealsAsNaNs = true,
            Columns =
            [
                .. others.Select(position =>
                    new TextLoader.Column(table.Columns[position], isText[position] ? DataKind.String : DataKind.Single, position)),
                new TextLoader.Column(options.GeneColumnName, DataKind.Single, [.. Ranges(genes)]),
            ],
        };
    }

    private static IEnumerable<int> Positions(CsvTable table, Predicate<string> wanted) =>
        Enumerable.Range(0, table.Columns.Count).Where(position => wanted(table.Columns[position]));

    private static IEnumerable<TextLoader.Range> Ranges(int[] positions)
    {
        for (int start = 0, end; start < positions.Length; start = end)
        {
            for (end = start + 1; end < positions.Length && positions[end] == positions[end - 1] + 1;) end++;
            yield return new TextLoader.Range(positions[start], positions[end - 1]);
        }
    }
}
