using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>The genes of all rows of a data view, log-transformed where asked for.</summary>
internal sealed class GeneRows
{
    private readonly List<string> _names = [];
    private readonly List<float[]> _rows = [];

    private GeneRows(string[] columns, bool[] log2)
    {
        Columns = columns;
        Log2 = log2;
    }

    /// <summary>Names of the gene columns, in the order of the vector.</summary>
    public string[] Columns { get; }

    /// <summary>Which columns are log-transformed.</summary>
    public bool[] Log2 { get; }

    public int Count => _rows.Count;

    /// <summary>Reads the view once; rows without any value count as missing.</summary>
    /// <param name="input">Data view.</param>
    /// <param name="options">Column names and the log transform.</param>
    /// <param name="used">Columns that are used; null for all.</param>
    public static GeneRows Read(IDataView input, GenomicGroupingOptions options, HashSet<string>? used = null)
    {
        var genes = input.Schema.Require(options.InputColumnName, "gene");
        if (genes.Type is not VectorDataViewType { IsKnownSize: true } vector
            || vector.ItemType != NumberDataViewType.Single
            || !genes.HasSlotNames())
        {
            throw SchemaMismatch.Of(genes, "gene", "a vector of Single of known size with slot names");
        }

        VBuffer<ReadOnlyMemory<char>> slotNames = default;
        genes.GetSlotNames(ref slotNames);
        string[] columns = [.. slotNames.DenseValues().Select(name => name.ToString())];
        var rows = new GeneRows(columns, Array.ConvertAll(columns, IsLog2));
        rows.Fill(input, genes, options.PatientColumnName);
        return rows;

        bool IsLog2(string column) =>
            (used is null || used.Contains(column)) && GeneGroups.SuffixOf(column, options.Log2Suffixes) is not null;
    }

    /// <summary>Value of a gene in a row, NaN where missing.</summary>
    public double this[int row, int slot] => Log2[slot] ? GeneStatistics.Log2(_rows[row][slot]) : _rows[row][slot];

    public float Raw(int row, int slot) => _rows[row][slot];

    public IEnumerable<double> Column(int slot) => Enumerable.Range(0, Count).Select(row => this[row, slot]);

    /// <summary>Name of a row in messages.</summary>
    public string Name(int row) => _names[row];

    public bool IsMissing(int row) => Array.TrueForAll(_rows[row], float.IsNaN);

    private void Fill(IDataView input, DataViewSchema.Column genes, string patientColumn)
    {
        var patient = input.Schema.GetColumnOrNull(patientColumn) is { Type: TextDataViewType } text ? text : (DataViewSchema.Column?)null;
        using var cursor = input.GetRowCursor([genes, .. patient is { } named ? [named] : Array.Empty<DataViewSchema.Column>()]);
        var getter = cursor.GetGetter<VBuffer<float>>(genes);
        var nameGetter = patient is { } column ? cursor.GetGetter<ReadOnlyMemory<char>>(column) : null;
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            getter(ref values);
            var row = new float[Columns.Length];
            // A row class may leave the vector empty for a patient without genomics.
            if (values.Length == 0) Array.Fill(row, float.NaN);
            else values.CopyTo(row);
            ReadOnlyMemory<char> name = default;
            nameGetter?.Invoke(ref name);
            _names.Add(name.IsEmpty ? $"in row {Count + 1}" : name.ToString());
            _rows.Add(row);
            RequireUsable(row);
        }
    }

    private void RequireUsable(float[] row)
    {
        for (var slot = 0; slot < row.Length; slot++)
        {
            // One infinite value would make the mean, and with it the gene of every patient, NaN.
            if (float.IsInfinity(row[slot])) throw InfiniteValue(_names[^1], Columns[slot], row[slot]);
            if (Log2[slot] && row[slot] < 0) throw NegativeValue(_names[^1], Columns[slot], row[slot]);
        }
    }

    internal static SurvivalDataException InfiniteValue(string patient, string gene, float value) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Patient {patient} has {gene} {value}; expected a finite number, or NaN where it was not measured. "
        + $"Correct the value or leave the patient out."));

    internal static InvalidOperationException NegativeValue(string row, string column, float value) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Patient {row} has {column} {value}; log2(1 + value) needs values of at least 0. "
        + $"A column with values below 0 is a logarithm or z-score already: remove its suffix from Log2Suffixes."));
}
