using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>
/// Gene sets in GMT, the format of MSigDB: one set per line with name, description and genes, separated by tabs. Plain or gzip, detected by
/// the content.
/// </summary>
internal static class GmtFile
{
    // A gene set has some thousand genes at most.
    private const int LongestLine = 1 << 20;

    public static List<GeneGroup> Read(string path, TableOptions table)
    {
        var groups = new List<GeneGroup>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        // A gene is in many sets: its symbol is kept once.
        var symbols = new Dictionary<string, string>(StringComparer.Ordinal);
        var members = 0;
        using var text = TableText.Open(path, "gene set file", table);
        for (var number = text.LinesAbove + 1; text.ReadLine() is { } line; number++)
        {
            if (line.Length > LongestLine)
            {
                throw new CohortFileException(
                    $"'{path}', line {number} has {line.Length} characters; expected a gene set of at most {LongestLine}.");
            }
            if (string.IsNullOrWhiteSpace(line)) continue;
            groups.Add(Group(path, number, line, lines, symbols));
            if ((members += groups[^1].Genes.Count) > FileLimits.Default.GeneSetMembers)
            {
                throw new CohortFileException(
                    $"'{path}' has more than {FileLimits.Default.GeneSetMembers} genes in its sets "
                    + $"({nameof(FileLimits)}.{nameof(FileLimits.GeneSetMembers)}).");
            }
        }
        return groups.Count > 0
            ? groups
            : throw new CohortFileException(
                $"'{path}' holds no gene set; expected lines of name, description and genes, separated by tabs.");
    }

    private static GeneGroup Group(string path, int number, string line, Dictionary<string, int> lines, Dictionary<string, string> symbols)
    {
        var cells = line.AsSpan();
        var (name, place) = ("", 0);
        var genes = new List<string>();
        var known = symbols.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in cells.Split('\t'))
        {
            var cell = cells[range].Trim();
            if (place == 0) name = Read(cell);
            else if (place > 1 && !cell.IsEmpty) genes.Add(known.TryGetValue(cell, out var symbol) ? symbol : known[cell] = Read(cell));
            place++;
        }
        if (genes.Count == 0) throw Malformed();
        if (!lines.TryAdd(name, number))
        {
            throw new CohortFileException(
                $"'{path}', line {number}: gene set '{name}' is already in line {lines[name]}. Rename or remove one.");
        }
        return GeneGroup.OfCheckedNames(name, genes);

        string Read(ReadOnlySpan<char> cell)
        {
            if (cell.IsEmpty) throw Malformed();
            return Identifier.TryRead(cell, out var read, out var problem)
                ? read
                : throw new CohortFileException(
                    $"'{path}', line {number}: '{Identifier.Shown(cell.ToString())}' names no gene or gene set: it {problem}. Correct it.");
        }

        CohortFileException Malformed() => new(
            $"'{path}', line {number}: expected a name, a description and at least one gene, separated by tabs, "
            + $"but found '{Short(line)}'. Correct or remove the line.");
    }

    private static string Short(string line) => line.Length <= 60 ? line : line[..60] + "...";
}
