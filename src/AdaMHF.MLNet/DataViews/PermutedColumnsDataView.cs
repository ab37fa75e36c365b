using System.Reflection;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// A data view with some columns permuted: each row has their values from another row. Values are held in memory, bags as handles.
/// </summary>
internal sealed class PermutedColumnsDataView : IDataView
{
    private readonly IDataView _source;
    private readonly Dictionary<int, Array> _values;
    private readonly int[] _rows;

    /// <summary>Reads the columns.</summary>
    /// <param name="source">Data.</param>
    /// <param name="columnNames">Columns to permute together.</param>
    /// <param name="rows">The row whose values each row gets.</param>
    public PermutedColumnsDataView(IDataView source, IEnumerable<string> columnNames, int[] rows)
        : this(
            source,
            columnNames.Select(name => source.Schema.Require(name, "modality"))
                .ToDictionary(column => column.Index, column => Read(source, column)),
            rows)
    {
    }

    private PermutedColumnsDataView(IDataView source, Dictionary<int, Array> values, int[] rows)
    {
        _source = source;
        _values = values;
        _rows = rows;
    }

    // Rows are positions in the unshuffled source.
    public bool CanShuffle => false;

    public DataViewSchema Schema => _source.Schema;

    /// <summary>The same columns in another permutation, without reading them again.</summary>
    public PermutedColumnsDataView With(int[] rows) => new(_source, _values, rows);

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_source.GetRowCursor(columnsNeeded), this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static Array Read(IDataView source, DataViewSchema.Column column) =>
        (Array)typeof(PermutedColumnsDataView).GetMethod(nameof(ReadTyped), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(column.Type.RawType).Invoke(null, [source, column])!;

    private static TValue[] ReadTyped<TValue>(IDataView source, DataViewSchema.Column column)
    {
        var values = new List<TValue>();
        using var cursor = source.GetRowCursor([column]);
        var getter = cursor.GetGetter<TValue>(column);
        while (cursor.MoveNext())
        {
            // A fresh value for each row: a getter may write into the buffer that it is given.
            var value = default(TValue)!;
            getter(ref value);
            values.Add(value);
        }
        return [.. values];
    }

    private sealed class Cursor(DataViewRowCursor source, PermutedColumnsDataView view) : ForwardingCursor(source)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!view._values.TryGetValue(column.Index, out var stored)) return base.GetGetter<TValue>(column);
            var values = (TValue[])stored;
            return (ref value) => value = values[view._rows[Position]];
        }
    }
}
