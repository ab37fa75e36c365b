using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>
/// A data view of columns in memory. ML.NET's own <c>LoadFromEnumerable</c> needs a class with a property for each column, and the clinical
/// columns of a cohort are known only once its header has been read.
/// </summary>
internal sealed class ColumnStore : IDataView
{
    private readonly StoredColumn[] _columns;
    private readonly int[] _rows;

    public ColumnStore(IEnumerable<StoredColumn> columns, int rowCount) : this([.. columns], [.. Enumerable.Range(0, rowCount)])
    {
    }

    private ColumnStore(StoredColumn[] columns, int[] rows)
    {
        _columns = columns;
        _rows = rows;
        var schema = new DataViewSchema.Builder();
        foreach (var column in columns) schema.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    /// <summary>A view on some of the rows, in the order given; the values are shared.</summary>
    public ColumnStore Select(IEnumerable<int> rows) => new(_columns, [.. rows.Select(row => _rows[row])]);

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new bool[_columns.Length];
        foreach (var column in columnsNeeded) active[column.Index] = true;
        return new Cursor(this, active, InOrder(rand));
    }

    // Reading memory is not worth dividing between cursors; ML.NET accepts fewer than it asks for.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private int[] InOrder(Random? random)
    {
        if (random is null) return _rows;
        int[] shuffled = [.. _rows];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private sealed class Cursor(ColumnStore store, bool[] active, int[] rows) : DataViewRowCursor
    {
        private int _position = -1;

        public override DataViewSchema Schema => store.Schema;

        public override long Position => _position < rows.Length ? _position : -1;

        public override long Batch => 0;

        private int Row => Position >= 0
            ? rows[_position]
            : throw new InvalidOperationException("The cursor does not stand on a row; call MoveNext first.");

        public override bool MoveNext()
        {
            if (_position < rows.Length) _position++;
            return _position < rows.Length;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
            if (store._columns[column.Index] is not StoredColumn<TValue> stored)
                throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
            return (ref value) => stored.Read(Row, ref value);
        }

        // The stored row, so that a row keeps its id when shuffled or filtered.
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref id) => id = new DataViewRowId((ulong)Row, 0);
    }
}
