using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Tells ML.NET's text loader what a wide table holds.</summary>
internal static class GeneTableLayout
{
    public static TextLoader.Options Of(string path, GeneTableOptions options)
    {
        using var table = CsvTable.Open(path, "gene table");
        if (table.IsCompressed)
            throw new CohortFileException($"'{path}' is gzip, which ML.NET's text loader does not read. Unpack it, or read it with LoadSurvivalCohort.");
        int[] genes = [.. Places(table, options.IsGene)];
        options.RequireGenes(genes.Length, $"'{path}'");
        if (table.Find(options.GeneColumnName) is not null)
            throw new CohortFileException($"'{path}' has a column '{options.GeneColumnName}', the name that the vector of genes gets. Choose another in {nameof(GeneTableOptions)}.{nameof(options.GeneColumnName)}.");

        int[] others = [.. Places(table, options.IsOther)];
        var isText = others.ToDictionary(place => place, place => options.TextColumnNames.Contains(table.Columns[place]));
        while (table.Read())
        {
            foreach (var place in others) isText[place] |= !CohortCell.TryNumber(table[place], out _);
            foreach (var place in genes)
            {
                if (!CohortCell.TryNumber(table[place], out _))
                    throw table.Error($"column {table.Columns[place]} is '{table[place]}'; expected a finite number with a decimal point, or an empty cell where it is missing.");
            }
        }

        return new TextLoader.Options
        {
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            // ML.NET reads an empty cell as 0 unless told otherwise.
            MissingRealsAsNaNs = true,
            Columns =
            [
                .. others.Select(place => new TextLoader.Column(table.Columns[place], isText[place] ? DataKind.String : DataKind.Single, place)),
                new TextLoader.Column(options.GeneColumnName, DataKind.Single, [.. Ranges(genes)]),
            ],
        };
    }

    private static IEnumerable<int> Places(CsvTable table, Predicate<string> wanted) => Enumerable.Range(0, table.Columns.Count).Where(place => wanted(table.Columns[place]));

    private static IEnumerable<TextLoader.Range> Ranges(int[] places)
    {
        for (int start = 0, end; start < places.Length; start = end)
        {
            for (end = start + 1; end < places.Length && places[end] == places[end - 1] + 1;) end++;
            yield return new TextLoader.Range(places[start], places[end - 1]);
        }
    }
}
