namespace AdaMHF.MLNet;

internal sealed partial class GeneFile
{
    /// <summary>Rows without the name of a gene, as some exports have them.</summary>
    public int Unnamed { get; private set; }

    private void ReadGenes()
    {
        int[] columns = [.. Enumerable.Range(0, _table.Columns.Count).Where(column => _patients.ContainsKey(_table.Columns[column]))];
        string[] ids = Array.ConvertAll(columns, column => _table.Columns[column]);
        // The first column names the gene; those of nobody may be other names of it.
        (Matched, Unmatched) = (columns.Length, _table.Columns.Count - columns.Length - 1);
        var rows = new List<(string Gene, float[] Values)>();
        var firstRows = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_table.Read())
        {
            var gene = _table[0];
            if (_cells.IsMissing(gene))
            {
                Unnamed++;
                continue;
            }
            if (!firstRows.TryAdd(gene, _table.Row))
            {
                _table.Problems.Add(
                    "genes in several rows",
                    _table.Row,
                    $"gene {gene} is already in row {firstRows[gene]}. Keep one row of it, or their mean.",
                    _table.Columns[0]);
                continue;
            }
            rows.Add((gene, [.. columns.Select((column, i) => Number(column, ids[i], gene))]));
        }
        var endings = rows.Where(row => GeneColumns.NameOf(row.Gene, _options) is not null).ToList();
        if (endings.Count > 0) rows = endings;
        Name([.. rows.Select(row => row.Gene)]);
        for (var i = 0; i < ids.Length; i++) _patients[ids[i]].FileGenes = [.. rows.Select(row => row.Values[i])];
    }
}
