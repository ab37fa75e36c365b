using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>A data view with some columns missing in every row: no slide id, an empty bag, NaN for numbers.</summary>
internal sealed class EmptiedColumnsDataView : IDataView
{
    private readonly IDataView _source;
    private readonly HashSet<int> _emptied;

    public EmptiedColumnsDataView(IDataView source, IEnumerable<string> columnNames)
    {
        _source = source;
        _emptied = [.. columnNames.Select(name => source.Schema.Require(name, "modality").Index)];
        foreach (var column in source.Schema.Where(column => _emptied.Contains(column.Index))) Missing(column.Type);
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_source.GetRowCursor(columnsNeeded, rand), _emptied);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. _source.GetRowCursorSet(columnsNeeded, n, rand).Select(cursor => new Cursor(cursor, _emptied))];

    /// <summary>A getter of the missing value of a type.</summary>
    private static Delegate Missing(DataViewType type) => type switch
    {
        PatchBagDataViewType => (ValueGetter<PatchBag>)((ref PatchBag value) => value = PatchBag.Empty),
        TextDataViewType => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = default),
        VectorDataViewType { IsKnownSize: false, ItemType: TextDataViewType } =>
            (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) => value = new(0, [])),
        VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single =>
            (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => FillWithNaN(ref value, vector.Size)),
        _ => throw new ArgumentException(
            $"A column of type {type} has no value that says 'missing'; name a column of slide ids, patch bags or genes."),
    };

    private static void FillWithNaN(ref VBuffer<float> value, int size)
    {
        var editor = VBufferEditor.Create(ref value, size);
        editor.Values.Fill(float.NaN);
        value = editor.Commit();
    }

    private sealed class Cursor(DataViewRowCursor source, HashSet<int> emptied) : ForwardingCursor(source)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            emptied.Contains(column.Index) && Missing(column.Type) is ValueGetter<TValue> missing
                ? missing
                : base.GetGetter<TValue>(column);
    }
}
