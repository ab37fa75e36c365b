using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Writes the value of one stored row; called from several threads at once.</summary>
internal delegate void StoredValue<T>(int row, ref T value);

/// <summary>A column of a <see cref="ColumnStore"/>.</summary>
internal abstract record StoredColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations)
{
    public static StoredColumn Text(string name, IReadOnlyList<string> values) =>
        new StoredColumn<ReadOnlyMemory<char>>(name, TextDataViewType.Instance, (row, ref value) => value = values[row].AsMemory());

    public static StoredColumn Number(string name, float[] values) =>
        new StoredColumn<float>(name, NumberDataViewType.Single, (row, ref value) => value = values[row]);

    public static StoredColumn Flag(string name, bool[] values) =>
        new StoredColumn<bool>(name, BooleanDataViewType.Instance, (row, ref value) => value = values[row]);

    /// <summary>A text vector whose length differs from row to row.</summary>
    public static StoredColumn TextList(string name, IReadOnlyList<ReadOnlyMemory<char>[]> values) =>
        new StoredColumn<VBuffer<ReadOnlyMemory<char>>>(
            name, new VectorDataViewType(TextDataViewType.Instance), (row, ref value) => Copy(values[row], ref value));

    /// <summary>A number vector with one slot name for each of its positions.</summary>
    public static StoredColumn NumberVector(string name, IReadOnlyList<string> slots, IReadOnlyList<float[]> values)
    {
        ReadOnlyMemory<char>[] slotNames = [.. slots.Select(slot => slot.AsMemory())];
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            "SlotNames",
            new VectorDataViewType(TextDataViewType.Instance, slotNames.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => Copy(slotNames, ref value));
        return new StoredColumn<VBuffer<float>>(
            name,
            new VectorDataViewType(NumberDataViewType.Single, slotNames.Length),
            (row, ref value) => Copy(values[row], ref value),
            annotations.ToAnnotations());
    }

    // The caller owns the buffer and may write to it, so the stored values are copied into it, reusing its memory.
    private static void Copy<T>(T[] values, ref VBuffer<T> buffer)
    {
        var editor = VBufferEditor.Create(ref buffer, values.Length);
        values.CopyTo(editor.Values);
        buffer = editor.Commit();
    }
}

/// <inheritdoc cref="StoredColumn"/>
internal sealed record StoredColumn<T>(string Name, DataViewType Type, StoredValue<T> Read, DataViewSchema.Annotations? Annotations = null)
    : StoredColumn(Name, Type, Annotations);
