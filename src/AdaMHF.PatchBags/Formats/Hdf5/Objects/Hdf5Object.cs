namespace AdaMHF.PatchBags;

/// <summary>The object header of a group or dataset: a list of messages, in one block or several.</summary>
internal sealed class Hdf5Object
{
    private const int Version1Prefix = 16;
    private const int Version2Prefix = 34;
    private const int MostMessages = 65_536;

    private readonly List<Hdf5Message> _messages = [];

    public Hdf5Object(Hdf5File file, ulong address)
    {
        File = file;
        var prefix = file.Block(address, file.Within(address, Version2Prefix));
        var first = prefix.UInt8();
        if (first == 1) ReadVersion1(prefix, address);
        else if (first == 'O') ReadVersion2(prefix, address);
        else throw file.Damaged($"an object header is of version {first}; expected 1 or 2");
    }

    public Hdf5File File { get; }

    /// <summary>Whether it is a dataset.</summary>
    /// <exception cref="PatchBagException">It is a group as well, which other readers take it for.</exception>
    public bool IsDataset
    {
        get
        {
            if (Find(Hdf5Message.Layout) is null) return false;
            if ((Find(Hdf5Message.SymbolTable) ?? Find(Hdf5Message.LinkInfo)) is null) return true;
            throw File.Damaged("an object is a dataset and a group at once");
        }
    }

    public IEnumerable<Hdf5Message> All(int type) => _messages.Where(message => message.Type == type);

    public Hdf5Message? Find(int type) => _messages.Find(message => message.Type == type);

    /// <summary>The content of a message that every dataset has.</summary>
    public Hdf5Block Require(int type, string name)
    {
        var message = Find(type) ?? throw File.Damaged($"a dataset lacks its {name}");
        var own = new Hdf5Block(File, message.Data);
        return message.IsShared ? Shared(own, type, name) : own;
    }

    /// <summary>Content that several objects share, such as a named element type.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="type">Type of the message.</param>
    /// <param name="name">For messages.</param>
    public static Hdf5Block Shared(Hdf5Block reference, int type, string name)
    {
        const int InHeap = 1;
        var file = reference.File;
        var (version, kind) = (reference.UInt8(), reference.UInt8());
        if (version is < 1 or > 3 || (version == 3 && kind == InHeap))
            throw file.Damaged($"a dataset shares its {name} in a way that is not read; expected its own, or a named one");
        if (version == 1) reference.Skip(6);
        var owner = new Hdf5Object(file, reference.UInt64());
        return owner.Find(type) is { IsShared: false } message
            ? new(file, message.Data)
            : throw file.Damaged($"a dataset refers to an object without {name}");
    }

    private void ReadVersion1(Hdf5Block prefix, ulong address)
    {
        prefix.Skip(7);
        var length = prefix.UInt32();
        var blocks = new Queue<(ulong Address, long Length)>([(address + Version1Prefix, length)]);
        while (blocks.TryDequeue(out var next))
        {
            var block = File.Block(next.Address, next.Length);
            while (block.Remaining >= 8)
            {
                var (type, size, flags) = (block.UInt16(), block.UInt16(), block.UInt8());
                block.Skip(3);
                Add(new(type, flags, block.Bytes(size)), blocks);
            }
        }
    }

    private void ReadVersion2(Hdf5Block prefix, ulong address)
    {
        if (!prefix.Bytes(3).Span.SequenceEqual("HDR"u8)) throw File.Damaged("an object header is not where it should be");
        if (prefix.UInt8() is var version and not 2) throw File.Damaged($"an object header is of version {version}; expected 2");
        var flags = prefix.UInt8();
        if ((flags & 0x20) != 0) prefix.Skip(16);
        if ((flags & 0x10) != 0) prefix.Skip(4);
        var length = prefix.Integer(1 << (flags & 3));
        if (length > int.MaxValue) throw File.Damaged("an object header claims to be huge");

        var blocks = new Queue<(ulong Address, long Length)>();
        var header = File.CheckedBlock(address, prefix.Position + (long)length, "OHDR"u8);
        header.Skip(prefix.Position - 4);
        ReadVersion2Messages(header, flags, blocks);
        while (blocks.TryDequeue(out var next))
            ReadVersion2Messages(File.CheckedBlock(next.Address, Math.Max(4, next.Length - 4), "OCHK"u8), flags, blocks);
    }

    private void ReadVersion2Messages(Hdf5Block block, int flags, Queue<(ulong, long)> blocks)
    {
        var tracksOrder = (flags & 4) != 0;
        // Anything shorter than a message's own header is a gap.
        while (block.Remaining >= (tracksOrder ? 6 : 4))
        {
            var (type, size, messageFlags) = (block.UInt8(), block.UInt16(), block.UInt8());
            if (tracksOrder) block.Skip(2);
            Add(new(type, messageFlags, block.Bytes(size)), blocks);
        }
    }

    private void Add(Hdf5Message message, Queue<(ulong, long)> blocks)
    {
        if (message.Type != Hdf5Message.Continuation)
        {
            if (_messages.Count >= MostMessages) throw File.Damaged($"an object has more than {MostMessages} messages");
            _messages.Add(message);
            return;
        }
        var target = new Hdf5Block(File, message.Data);
        blocks.Enqueue((target.UInt64(), target.Length()));
    }
}
