using System.Runtime.InteropServices;

namespace AdaMHF.TensorFiles;

/// <summary>A tensor as it is stored in a file: element type, shape and raw little-endian bytes in row-major order.</summary>
public sealed class StoredTensor
{
    /// <summary>Wraps raw bytes.</summary>
    /// <param name="elementType">Number type of the elements.</param>
    /// <param name="shape">Extent of each axis, all at least 0; empty for a scalar.</param>
    /// <param name="bytes">Row-major little-endian elements; exactly as many as the shape requires.</param>
    /// <exception cref="ArgumentException">The bytes do not fit the shape.</exception>
    /// <exception cref="OverflowException">The shape requires more bytes than a 64-bit number counts.</exception>
    public StoredTensor(TensorElementType elementType, IReadOnlyList<long> shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var expected = shape.Aggregate((long)SizeOf(elementType), (product, extent) => checked(product * extent));
        if (shape.Any(extent => extent < 0) || expected != bytes.Length)
        {
            throw new ArgumentException(
                $"A {elementType} tensor of shape [{string.Join(", ", shape)}] takes {expected} bytes, but {bytes.Length} were given.",
                nameof(bytes));
        }

        ElementType = elementType;
        Shape = [.. shape];
        Bytes = bytes;
    }

    /// <summary>Number type of the elements.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>Extent of each axis; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Raw little-endian elements in row-major order.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Bytes.Length / SizeOf(ElementType);

    /// <summary>A tensor of singles.</summary>
    /// <exception cref="ArgumentException">The values do not fit the shape.</exception>
    public static StoredTensor FromSingles(ReadOnlySpan<float> values, params long[] shape) =>
        new(TensorElementType.Float32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Bytes that one element takes.</summary>
    public static int SizeOf(TensorElementType elementType) => elementType switch
    {
        TensorElementType.Boolean or TensorElementType.UInt8 or TensorElementType.Int8 => 1,
        TensorElementType.Int16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Int32 or TensorElementType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Whether every element is a finite number, as integers always are.</summary>
    public bool IsFinite()
    {
        if (ElementType < TensorElementType.Float16) return true;
        if (ElementType != TensorElementType.Float32) return Array.TrueForAll(ToDoubles(), double.IsFinite);
        foreach (var value in MemoryMarshal.Cast<byte, float>(Bytes.Span))
        {
            if (!float.IsFinite(value)) return false;
        }
        return true;
    }

    /// <summary>The elements as singles, converted where they are stored otherwise.</summary>
    public float[] ToSingles()
    {
        if (ElementType == TensorElementType.Float32) return MemoryMarshal.Cast<byte, float>(Bytes.Span).ToArray();
        return Array.ConvertAll(ToDoubles(), value => (float)value);
    }

    /// <summary>The elements as doubles, converted where they are stored otherwise.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        var bytes = Bytes.Span;
        var size = SizeOf(ElementType);
        for (var i = 0; i < values.Length; i++) values[i] = ReadDouble(bytes[(i * size)..]);
        return values;
    }

    /// <summary>The elements as 64-bit integers.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds floating-point numbers.</exception>
    public long[] ToInt64s()
    {
        if (ElementType >= TensorElementType.Float16)
            throw new InvalidOperationException($"A {ElementType} tensor does not hold integers.");
        return ElementType == TensorElementType.Int64
            ? MemoryMarshal.Cast<byte, long>(Bytes.Span).ToArray()
            : Array.ConvertAll(ToDoubles(), value => (long)value);
    }

    private double ReadDouble(ReadOnlySpan<byte> at) => ElementType switch
    {
        TensorElementType.Boolean or TensorElementType.UInt8 => at[0],
        TensorElementType.Int8 => (sbyte)at[0],
        TensorElementType.Int16 => MemoryMarshal.Read<short>(at),
        TensorElementType.Int32 => MemoryMarshal.Read<int>(at),
        TensorElementType.Int64 => MemoryMarshal.Read<long>(at),
        TensorElementType.Float16 => (double)MemoryMarshal.Read<Half>(at),
        TensorElementType.BFloat16 => BitConverter.Int32BitsToSingle(MemoryMarshal.Read<ushort>(at) << 16),
        TensorElementType.Float32 => MemoryMarshal.Read<float>(at),
        _ => MemoryMarshal.Read<double>(at),
    };
}
