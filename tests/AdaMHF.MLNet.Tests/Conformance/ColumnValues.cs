using System.Globalization;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Values of a column as text that is equal exactly when the values are, bit by bit.</summary>
internal static class ColumnValues
{
    public static string[] Read(IDataView data, string name)
    {
        using var cursor = data.GetRowCursor([data.Schema[name]]);
        var read = Reader(cursor, data.Schema[name]);
        var values = new List<string>();
        while (cursor.MoveNext()) values.Add(read());
        return [.. values];
    }

    /// <summary>A function that reads the cursor's current row.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        var type = column.Type.RawType;
        if (type == typeof(float)) return Of<float>(row, column, Text);
        if (type == typeof(bool)) return Of<bool>(row, column, value => value.ToString());
        if (type == typeof(ReadOnlyMemory<char>)) return Of<ReadOnlyMemory<char>>(row, column, value => value.ToString());
        if (type == typeof(VBuffer<float>))
            return Of<VBuffer<float>>(row, column, value => string.Join(' ', value.DenseValues().Select(Text)));
        if (type == typeof(VBuffer<ReadOnlyMemory<char>>))
            return Of<VBuffer<ReadOnlyMemory<char>>>(row, column, value => string.Join(' ', value.DenseValues()));
        if (type == typeof(PatchBag))
            return Of<PatchBag>(row, column, bag =>
                $"{bag.PatchCount} x {bag.Width} of {string.Join(' ', bag.Sources)}: "
                + string.Join(' ', bag.ReadAll().Values.Select(Text)));
        throw new NotSupportedException($"Column '{column.Name}' is of type {column.Type}: teach {nameof(ColumnValues)} to read it.");
    }

    private static Func<string> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }

    private static string Text(float value) => BitConverter.SingleToInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);
}
