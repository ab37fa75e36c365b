using System.Numerics;

namespace AdaMHF.PatchBags;

/// <summary>A heap of small objects, in which HDF5 keeps attributes and links where there are many of them.</summary>
internal sealed class Hdf5FractalHeap
{
    private const int HeaderBytes = 146;
    private const int MostRows = 64;

    private readonly Hdf5File _file;
    private readonly int _idLength;
    private readonly int _width;
    private readonly ulong _startingBlock;
    private readonly ulong _largestDirectBlock;
    private readonly int _offsetSize;
    private readonly int _lengthSize;
    private readonly ulong _root;
    private readonly int _rows;

    public Hdf5FractalHeap(Hdf5File file, ulong address)
    {
        _file = file;
        var header = file.CheckedBlock(address, HeaderBytes - 4, "FRHP"u8);
        header.Skip(1);
        _idLength = header.UInt16();
        var filterBytes = header.UInt16();
        header.Skip(1);
        var largestObject = header.UInt32();
        header.Skip(12 * 8);
        _width = header.UInt16();
        _startingBlock = header.UInt64();
        _largestDirectBlock = header.UInt64();
        var offsetBits = header.UInt16();
        header.Skip(2);
        _root = header.UInt64();
        _rows = header.UInt16();
        if (filterBytes != 0) throw file.Damaged("a heap of attributes is compressed; expected plain ones");
        if (_width == 0
            || _startingBlock == 0
            || offsetBits is 0 or > 64
            || _rows > MostRows
            || _largestDirectBlock > 1 << 24
            || _startingBlock > _largestDirectBlock)
        {
            throw file.Damaged("the header of a heap is damaged");
        }
        _offsetSize = (offsetBits + 7) / 8;
        _lengthSize = (BitOperations.Log2(Math.Max(1, Math.Min(_largestDirectBlock, largestObject))) / 8) + 1;
    }

    /// <summary>The object whose id comes next in a record.</summary>
    public ReadOnlyMemory<byte> Object(Hdf5Block record) =>
        ManagedObject(record) ?? throw _file.Damaged("a heap holds an object of a kind that links do not need");

    /// <summary>The object whose id comes next in a record; null for one that is stored apart from the heap.</summary>
    public ReadOnlyMemory<byte>? ManagedObject(Hdf5Block record)
    {
        var id = record.Part(_idLength);
        var kind = (id.UInt8() >> 4) & 3;
        if (kind != 0) return null;
        var offset = id.Integer(_offsetSize);
        var length = (int)Math.Min(int.MaxValue, id.Integer(_lengthSize));
        var (block, start) = _rows == 0 ? (_root, 0UL) : DirectBlock(_root, 0, _rows, offset);
        var address = block + (offset - start);
        return address < block ? throw _file.Damaged("an object is outside its heap") : _file.Block(address, length).Bytes(length);
    }

    /// <summary>The direct block that holds an offset, and the offset at which it begins.</summary>
    private (ulong Address, ulong Start) DirectBlock(ulong indirect, ulong start, int rows, ulong offset)
    {
        for (var depth = 0; depth < MostRows; depth++)
        {
            var (row, rowStart, size) = (0, start, _startingBlock);
            while (row < rows && offset - rowStart >= size * (ulong)_width)
            {
                rowStart += size * (ulong)_width;
                if (row++ > 0) size *= 2;
            }
            if (row >= rows || offset < rowStart) throw _file.Damaged("an object is outside its heap");

            var column = (offset - rowStart) / size;
            var entry = ((ulong)row * (ulong)_width) + column;
            var prefix = (ulong)(4 + 1 + 8 + _offsetSize);
            var child = _file.Block(indirect + prefix + (entry * 8), 8).UInt64();
            start = rowStart + (column * size);
            if (size <= _largestDirectBlock) return (child, start);
            (indirect, rows) = (child, BitOperations.Log2(size / _startingBlock / (ulong)Math.Max(1, _width)) + 1);
        }
        throw _file.Damaged("a heap is too deep");
    }
}
