using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AdaMHF.PatchBags;

/// <summary>How numbers are stored in a file, and their conversion.</summary>
internal readonly record struct NumberFormat(NumberKind Kind, bool BigEndian = false)
{
    public int Size => Kind switch
    {
        NumberKind.Int8 or NumberKind.UInt8 => 1,
        NumberKind.Float16 or NumberKind.BFloat16 or NumberKind.Int16 or NumberKind.UInt16 => 2,
        NumberKind.Float32 or NumberKind.Int32 or NumberKind.UInt32 => 4,
        _ => 8,
    };

    public bool IsFloatingPoint => Kind <= NumberKind.Float64;

    /// <summary>Whether values of a type are stored as they are in memory.</summary>
    public bool IsLike<T>() => typeof(T) == typeof(float) && Kind == NumberKind.Float32 && BigEndian != BitConverter.IsLittleEndian;

    /// <summary>Converts as many values as the target has room for.</summary>
    /// <param name="stored">The bytes of the values; their order is reversed in place where it is not the processor's.</param>
    /// <param name="target">Single or Double.</param>
    public void Convert<T>(Span<byte> stored, Span<T> target) where T : unmanaged, INumber<T>
    {
        stored = stored[..(target.Length * Size)];
        if (IsLike<T>())
        {
            stored.CopyTo(MemoryMarshal.AsBytes(target));
            return;
        }
        if (BigEndian == BitConverter.IsLittleEndian) ReverseBytes(stored);
        switch (Kind)
        {
            case NumberKind.Float16 when typeof(T) == typeof(float):
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(stored), MemoryMarshal.Cast<T, float>(target));
                break;
            case NumberKind.Float16: From<Half, T>(stored, target); break;
            case NumberKind.BFloat16: FromBFloat16(MemoryMarshal.Cast<byte, ushort>(stored), target); break;
            case NumberKind.Float32: From<float, T>(stored, target); break;
            case NumberKind.Float64: From<double, T>(stored, target); break;
            case NumberKind.Int8: From<sbyte, T>(stored, target); break;
            case NumberKind.UInt8: From<byte, T>(stored, target); break;
            case NumberKind.Int16: From<short, T>(stored, target); break;
            case NumberKind.UInt16: From<ushort, T>(stored, target); break;
            case NumberKind.Int32: From<int, T>(stored, target); break;
            case NumberKind.UInt32: From<uint, T>(stored, target); break;
            case NumberKind.Int64: From<long, T>(stored, target); break;
            default: From<ulong, T>(stored, target); break;
        }
    }

    private static void From<TStored, T>(ReadOnlySpan<byte> stored, Span<T> target)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumber<T> => TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, TStored>(stored), target);

    // The upper half of a Single.
    private static void FromBFloat16<T>(ReadOnlySpan<ushort> stored, Span<T> target) where T : unmanaged, INumber<T>
    {
        if (typeof(T) != typeof(float))
        {
            for (var i = 0; i < stored.Length; i++) target[i] = T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)stored[i] << 16));
            return;
        }

        var bits = MemoryMarshal.Cast<T, uint>(target);
        var done = 0;
        for (; done <= stored.Length - Vector<ushort>.Count; done += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(stored[done..]), out var low, out var high);
            (low << 16).CopyTo(bits[done..]);
            (high << 16).CopyTo(bits[(done + Vector<uint>.Count)..]);
        }
        for (; done < stored.Length; done++) bits[done] = (uint)stored[done] << 16;
    }

    private void ReverseBytes(Span<byte> stored)
    {
        switch (Size)
        {
            case 2: Reverse(MemoryMarshal.Cast<byte, ushort>(stored)); break;
            case 4: Reverse(MemoryMarshal.Cast<byte, uint>(stored)); break;
            case 8: Reverse(MemoryMarshal.Cast<byte, ulong>(stored)); break;
        }
    }

    private static void Reverse(Span<ushort> values) => BinaryPrimitives.ReverseEndianness(values, values);

    private static void Reverse(Span<uint> values) => BinaryPrimitives.ReverseEndianness(values, values);

    private static void Reverse(Span<ulong> values) => BinaryPrimitives.ReverseEndianness(values, values);
}
