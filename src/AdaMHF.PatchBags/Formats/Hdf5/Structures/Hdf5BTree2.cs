using System.Numerics;

namespace AdaMHF.PatchBags;

/// <summary>A B-tree of HDF5's second version: a sequence of records of one size.</summary>
internal sealed class Hdf5BTree2
{
    private const int NodePrefix = 6;
    private const int Checksum = 4;
    private const int DeepestTree = 16;

    // A link's hash and its offset in the heap.
    private const int SmallestRecord = 11;

    private readonly Hdf5File _file;
    private readonly int _type;
    private readonly int _nodeSize;
    private readonly int _depth;
    private readonly ulong _root;
    private readonly int _rootRecords;

    public Hdf5BTree2(Hdf5File file, ulong address)
    {
        _file = file;
        var header = file.CheckedBlock(address, 34, "BTHD"u8);
        header.Skip(1);
        _type = header.UInt8();
        var nodeSize = header.UInt32();
        RecordSize = header.UInt16();
        _depth = header.UInt16();
        header.Skip(2);
        _root = header.UInt64();
        _rootRecords = header.UInt16();
        if (nodeSize is < 16 or > 1 << 24 || RecordSize < SmallestRecord || RecordSize > nodeSize || _depth > DeepestTree)
            throw file.Damaged("the header of a B-tree is damaged");
        _nodeSize = (int)nodeSize;
    }

    public int RecordSize { get; }

    /// <summary>All records, in no particular order.</summary>
    public IEnumerable<Hdf5Block> Records(params int[] types)
    {
        if (!types.Contains(_type)) throw _file.Damaged($"a B-tree is of type {_type}; expected {string.Join(" or ", types)}");
        if (_root == Hdf5File.Undefined || _rootRecords == 0) yield break;

        var nodes = new Stack<(ulong Address, int Records, int Depth)>([(_root, _rootRecords, _depth)]);
        while (nodes.TryPop(out var next))
        {
            // The checksum follows the last entry, not the end of the node.
            var pointer = next.Depth == 0 ? 0 : 8 + CountSize(next.Depth - 1) + (next.Depth > 1 ? TotalSize(next.Depth - 1) : 0);
            var length = NodePrefix + ((long)next.Records * RecordSize) + ((next.Records + 1L) * pointer);
            if (length > _nodeSize - Checksum) throw _file.Damaged("a node of a B-tree has more entries than room");
            var node = _file.CheckedBlock(next.Address, length, next.Depth == 0 ? "BTLF"u8 : "BTIN"u8);
            node.Skip(NodePrefix - 4);
            for (var i = 0; i < next.Records; i++) yield return node.Part(RecordSize);
            if (next.Depth == 0) continue;

            for (var i = 0; i <= next.Records; i++)
            {
                var (child, records) = (node.UInt64(), (int)node.Integer(CountSize(next.Depth - 1)));
                if (next.Depth > 1) node.Integer(TotalSize(next.Depth - 1));
                nodes.Push((child, records, next.Depth - 1));
            }
        }
    }

    /// <summary>Bytes of the number of records in a node of some depth.</summary>
    private int CountSize(int depth) => BytesFor(MostRecords(depth));

    private int TotalSize(int depth) => BytesFor(MostTotal(depth));

    private ulong MostRecords(int depth)
    {
        var space = _nodeSize - NodePrefix - Checksum;
        if (depth == 0) return (ulong)(space / RecordSize);
        var pointer = 8 + CountSize(depth - 1) + (depth > 1 ? TotalSize(depth - 1) : 0);
        return (ulong)Math.Max(1, (space - pointer) / (RecordSize + pointer));
    }

    private ulong MostTotal(int depth)
    {
        var own = MostRecords(depth);
        return depth == 0 ? own : unchecked(((own + 1) * MostTotal(depth - 1)) + own);
    }

    private static int BytesFor(ulong most) => (BitOperations.Log2(Math.Max(1, most)) / 8) + 1;
}
