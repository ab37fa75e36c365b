using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads a column of slide ids.</summary>
internal static class SlideIdColumn
{
    /// <summary>The ids of all rows, one after the other, without empty ones.</summary>
    public static IEnumerable<string> Values(IDataView data, string columnName) => Rows(data, columnName).SelectMany(ids => ids);

    /// <summary>The ids of each row, without empty ones.</summary>
    public static IEnumerable<string[]> Rows(IDataView data, string columnName)
    {
        var column = data.Schema.Require(columnName, "slide id");
        using var cursor = data.GetRowCursor([column]);
        Func<string[]> read = column.Type is VectorDataViewType ? Many(cursor, column) : One(cursor, column);
        while (cursor.MoveNext()) yield return Array.FindAll(read(), id => !string.IsNullOrWhiteSpace(id));
    }

    private static Func<string[]> One(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> id = default;
        return () =>
        {
            getter(ref id);
            return [id.ToString()];
        };
    }

    private static Func<string[]> Many(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> ids = default;
        return () =>
        {
            getter(ref ids);
            return Array.ConvertAll(ids.DenseValues().ToArray(), id => id.ToString());
        };
    }
}
