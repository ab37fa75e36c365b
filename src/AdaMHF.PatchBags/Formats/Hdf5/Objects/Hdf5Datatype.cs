namespace AdaMHF.PatchBags;

/// <summary>The element type of a dataset or attribute.</summary>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Format">How numbers are stored; null for anything else.</param>
/// <param name="Name">In words.</param>
/// <param name="Text">How texts are stored; null for anything else.</param>
internal sealed record Hdf5Datatype(int Size, NumberFormat? Format, string Name, Hdf5Text? Text)
{
    public static Hdf5Datatype Read(Hdf5Block block)
    {
        var type = block.UInt8() & 15;
        var (bits, signBit) = (block.UInt8(), block.UInt8());
        block.Skip(1);
        var size = block.UInt32();
        if (size > 1 << 20) throw block.File.Damaged($"an element type takes {size} bytes");
        return type switch
        {
            0 => new((int)size, Integer(block, bits, size), $"integers of {size} bytes", null),
            1 => new((int)size, FloatingPoint(block, bits, signBit, size), $"floating-point numbers of {size} bytes", null),
            3 => new((int)size, null, "text", Hdf5Text.Fixed),
            9 when (bits & 15) == 1 => new((int)size, null, "text", Hdf5Text.Variable),
            _ => new((int)size, null, $"elements of HDF5 class {type}", null),
        };
    }

    private static NumberFormat? Integer(Hdf5Block block, int bits, uint size)
    {
        var (offset, precision) = (block.UInt16(), block.UInt16());
        if (offset != 0 || precision != size * 8) return null;
        var signed = (bits & 8) != 0;
        NumberKind? kind = size switch
        {
            1 => signed ? NumberKind.Int8 : NumberKind.UInt8,
            2 => signed ? NumberKind.Int16 : NumberKind.UInt16,
            4 => signed ? NumberKind.Int32 : NumberKind.UInt32,
            8 => signed ? NumberKind.Int64 : NumberKind.UInt64,
            _ => null,
        };
        return kind is { } known ? new(known, (bits & 1) != 0) : null;
    }

    private static NumberFormat? FloatingPoint(Hdf5Block block, int bits, int signBit, uint size)
    {
        const int ImpliedBit = 2;
        var (offset, precision) = (block.UInt16(), block.UInt16());
        var layout = (block.UInt8(), block.UInt8(), block.UInt8(), block.UInt8());
        var bias = block.UInt32();
        var mixedOrder = (bits & 0x40) != 0;
        // Any other arrangement of the bits is other numbers.
        if (offset != 0 || precision != size * 8 || signBit != precision - 1 || ((bits >> 4) & 3) != ImpliedBit) return null;
        // First bit and size of the exponent, first bit and size of the mantissa.
        NumberKind? kind = (size, layout, bias) switch
        {
            (2, (10, 5, 0, 10), 15) => NumberKind.Float16,
            (2, (7, 8, 0, 7), 127) => NumberKind.BFloat16,
            (4, (23, 8, 0, 23), 127) => NumberKind.Float32,
            (8, (52, 11, 0, 52), 1023) => NumberKind.Float64,
            _ => null,
        };
        return kind is { } known && !mixedOrder ? new(known, (bits & 1) != 0) : null;
    }
}
