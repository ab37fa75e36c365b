using System.Text;

namespace AdaMHF.PatchBags;

/// <summary>The members of an HDF5 group, in each of the three ways in which they are stored.</summary>
internal static class Hdf5Links
{
    private const int NameIndexRecord = 5;
    private const int SymbolEntry = 40;
    private const int TreePrefix = 24;
    private const int DeepestTree = 32;
    private const int SoftLink = 1;
    private const uint CachedSoftLink = 2;

    /// <summary>The members of a group. External links are skipped: they lead to other files.</summary>
    public static IEnumerable<Hdf5Link> Of(Hdf5Object group)
    {
        foreach (var message in group.All(Hdf5Message.Link))
        {
            if (Link(new(group.File, message.Data)) is { } link) yield return link;
        }
        if (group.Find(Hdf5Message.LinkInfo) is { } info)
        {
            foreach (var link in Dense(group.File, new(group.File, info.Data))) yield return link;
        }
        if (group.Find(Hdf5Message.SymbolTable) is { } table)
        {
            var block = new Hdf5Block(group.File, table.Data);
            foreach (var link in SymbolTable(group.File, block.UInt64(), block.UInt64())) yield return link;
        }
    }

    private static Hdf5Link? Link(Hdf5Block block)
    {
        if (block.UInt8() is var version and not 1) throw block.File.Damaged($"a link is of version {version}; expected 1");
        var flags = block.UInt8();
        var type = (flags & 8) != 0 ? block.UInt8() : 0;
        if ((flags & 4) != 0) block.Skip(8);
        if ((flags & 16) != 0) block.Skip(1);
        var length = block.Integer(1 << (flags & 3));
        if (length > (ulong)block.Remaining) throw block.File.Damaged("a link's name is longer than the link");
        var name = Encoding.UTF8.GetString(block.Bytes((int)length).Span);
        return type switch
        {
            0 => new(name, block.UInt64()),
            SoftLink => new(name, 0, Encoding.UTF8.GetString(block.Bytes(block.UInt16()).Span)),
            _ => null,
        };
    }

    private static IEnumerable<Hdf5Link> Dense(Hdf5File file, Hdf5Block info)
    {
        info.Skip(1);
        if ((info.UInt8() & 1) != 0) info.Skip(8);
        var (heapAddress, indexAddress) = (info.UInt64(), info.UInt64());
        if (heapAddress == Hdf5File.Undefined || indexAddress == Hdf5File.Undefined) yield break;

        var heap = new Hdf5FractalHeap(file, heapAddress);
        foreach (var record in new Hdf5BTree2(file, indexAddress).Records(NameIndexRecord))
        {
            record.Skip(4);
            if (Link(new(file, heap.Object(record))) is { } link) yield return link;
        }
    }

    private static IEnumerable<Hdf5Link> SymbolTable(Hdf5File file, ulong treeAddress, ulong heapAddress)
    {
        var heap = file.Block(heapAddress, 32, "HEAP"u8);
        heap.Skip(4);
        var size = heap.Length();
        heap.Skip(8);
        var names = file.Block(heap.UInt64(), size);
        var text = names.Bytes(names.Remaining);

        var nodes = new Stack<(ulong Address, int Depth)>([(treeAddress, 0)]);
        while (nodes.TryPop(out var next))
        {
            if (next.Depth > DeepestTree) throw file.Damaged("a group's tree is too deep");
            var node = file.Block(next.Address, TreePrefix, "TREE"u8);
            var (type, level, count) = (node.UInt8(), node.UInt8(), node.UInt16());
            if (type != 0) throw file.Damaged("a group's tree is of another kind");
            var children = file.Block(next.Address + TreePrefix, (count * 16L) + 8);
            children.Skip(8);
            for (var i = 0; i < count; i++)
            {
                var child = children.UInt64();
                if (i < count - 1) children.Skip(8);
                if (level > 0)
                {
                    nodes.Push((child, next.Depth + 1));
                    continue;
                }
                foreach (var link in SymbolNode(file, child, text)) yield return link;
            }
        }
    }

    private static IEnumerable<Hdf5Link> SymbolNode(Hdf5File file, ulong address, ReadOnlyMemory<byte> names)
    {
        var prefix = file.Block(address, 8, "SNOD"u8);
        prefix.Skip(2);
        var count = prefix.UInt16();
        var entries = file.Block(address + 8, (long)count * SymbolEntry);
        for (var i = 0; i < count; i++)
        {
            var (name, header) = (entries.UInt64(), entries.UInt64());
            var kind = entries.UInt32();
            entries.Skip(4);
            var target = entries.UInt32();
            entries.Skip(12);
            yield return kind == CachedSoftLink ? new(Text(name), 0, Text(target)) : new(Text(name), header);
        }

        string Text(ulong place)
        {
            if (place >= (ulong)names.Length) throw file.Damaged("a name is outside its heap");
            var text = names.Span[(int)place..];
            var end = text.IndexOf((byte)0);
            return end >= 0 ? Encoding.UTF8.GetString(text[..end]) : throw file.Damaged("a name has no end");
        }
    }
}
