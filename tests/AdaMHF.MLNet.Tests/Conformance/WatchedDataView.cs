using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Forwards to another data view and records the columns that are asked for.</summary>
internal sealed class WatchedDataView(IDataView source) : IDataView
{
    public HashSet<string> Asked { get; } = [];

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var needed = columnsNeeded.ToArray();
        lock (Asked) Asked.UnionWith(needed.Select(column => column.Name));
        return source.GetRowCursor(needed, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
