using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Patients of whom some genes were not measured: NaN, for every model to deal with as with any gene that it misses.</summary>
internal sealed class EmptiedGenesDataView(IDataView source, string columnName, IReadOnlySet<int> slots) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded, rand), columnName, slots);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, string columnName, IReadOnlySet<int> slots) : ForwardingCursor(source)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Name == columnName && Emptied(base.GetGetter<VBuffer<float>>(column)) is ValueGetter<TValue> emptied ? emptied
                : base.GetGetter<TValue>(column);

        private ValueGetter<VBuffer<float>> Emptied(ValueGetter<VBuffer<float>> getter)
        {
            var measured = default(VBuffer<float>);
            return (ref VBuffer<float> genes) =>
            {
                getter(ref measured);
                var editor = VBufferEditor.Create(ref genes, measured.Length);
                measured.CopyTo(editor.Values);
                foreach (var slot in slots) editor.Values[slot] = float.NaN;
                genes = editor.Commit();
            };
        }
    }
}
