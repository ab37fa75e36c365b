namespace AdaMHF.MLNet;

/// <summary>
/// Gene sets in GMT, the format of MSigDB: one set per line with name, description and genes, separated by tabs. Plain or gzip, detected by
/// the content.
/// </summary>
internal static class GmtFile
{
    public static List<GeneGroup> Read(string path, TableOptions table)
    {
        var groups = new List<GeneGroup>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        using var text = TableText.Open(path, "gene set file", table);
        for (var number = text.LinesAbove + 1; text.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line)) groups.Add(Group(path, number, line, lines));
        }
        return groups.Count > 0
            ? groups
            : throw new CohortFileException(
                $"'{path}' holds no gene set; expected lines of name, description and genes, separated by tabs.");
    }

    private static GeneGroup Group(string path, int number, string line, Dictionary<string, int> lines)
    {
        var cells = line.Split('\t', StringSplitOptions.TrimEntries);
        string[] genes = [.. cells.Skip(2).Where(gene => gene.Length > 0)];
        if (cells[0].Length == 0 || genes.Length == 0)
        {
            throw new CohortFileException(
                $"'{path}', line {number}: expected a name, a description and at least one gene, separated by tabs, "
                + $"but found '{Short(line)}'. Correct or remove the line.");
        }
        if (!lines.TryAdd(cells[0], number))
        {
            throw new CohortFileException(
                $"'{path}', line {number}: gene set '{cells[0]}' is already in line {lines[cells[0]]}. Rename or remove one.");
        }
        return new GeneGroup(cells[0], genes);
    }

    private static string Short(string line) => line.Length <= 60 ? line : line[..60] + "...";
}
