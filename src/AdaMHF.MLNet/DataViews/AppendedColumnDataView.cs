using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>A data view with one more column of numbers, one per row in order. ML.NET's own <c>Zip</c> of two views is internal.</summary>
internal sealed class AppendedColumnDataView : IDataView
{
    private readonly IDataView _source;
    private readonly float[] _values;

    public AppendedColumnDataView(IDataView source, string name, float[] values)
    {
        _source = source;
        _values = values;
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(source.Schema);
        schema.AddColumn(name, NumberDataViewType.Single);
        Schema = schema.ToSchema();
    }

    // Values belong to positions in the unshuffled source.
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _values.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        var own = _source.Schema.Count;
        var cursor = _source.GetRowCursor(needed.Where(column => column.Index < own).Select(column => _source.Schema[column.Index]));
        return new Cursor(this, cursor, needed.Any(column => column.Index == own));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(AppendedColumnDataView view, DataViewRowCursor source, bool isActive) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => source.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            IsOwn(column) ? isActive : source.IsColumnActive(source.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsOwn(column)) return source.GetGetter<TValue>(source.Schema[column.Index]);
            if (!isActive) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
            ValueGetter<float> getter = (ref float value) => value = view._values[source.Position];
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' holds Single, not {typeof(TValue)}.");
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        protected override void Dispose(bool disposing)
        {
            if (disposing) source.Dispose();
            base.Dispose(disposing);
        }

        private bool IsOwn(DataViewSchema.Column column) => column.Index == view.Schema.Count - 1;
    }
}
