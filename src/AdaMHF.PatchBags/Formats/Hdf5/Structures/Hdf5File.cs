using System.Buffers.Binary;
using System.Text;

namespace AdaMHF.PatchBags;

/// <summary>
/// The blocks of an HDF5 file. This reader knows only the part of the format that patch bags use, because general readers trust a
/// damaged file's sizes: PureHDF 2.2 allocated up to 2 GB on mutants of a file of 16 KB. Whatever a damaged file claims, here a block is
/// inside the file, and all blocks together take no more than a few times the file, so that structures that refer to themselves end.
/// </summary>
internal sealed class Hdf5File
{
    /// <summary>An address that refers to nothing.</summary>
    public const ulong Undefined = ulong.MaxValue;

    private const int SuperblockBytes = 96;
    private const int AddressSize = 8;
    private const int Checksum = 4;
    private const int Superblock2Bytes = 48;
    private const int MostReadings = 8;
    private const int LargestBlock = 64 << 20;

    // A block for other purposes before the content, of MATLAB say, has a length of 512 bytes or twice, four times ... as much.
    private const int SmallestUserBlock = 512;

    private readonly BagFile _file;
    private readonly Dictionary<ulong, ReadOnlyMemory<byte>> _texts = [];
    private long _budget;

    /// <exception cref="PatchBagException">The file is shorter than its superblock claims, or of an unknown version.</exception>
    public Hdf5File(BagFile file)
    {
        _file = file;
        _budget = (file.Length * MostReadings) + (1 << 16);
        Span<byte> start = stackalloc byte[SuperblockBytes];
        start.Clear();
        file.Read(0, start[..(int)Math.Min(file.Length, SuperblockBytes)]);

        var version = start[8];
        // Offsets of: size of an address, base address, end of the file, root group.
        var (size, baseAddress, end, root) = version switch
        {
            0 => (13, 24, 40, 64),
            1 => (13, 28, 44, 68),
            2 or 3 => (9, 12, 28, 36),
            _ => throw new PatchBagException($"'{file.Path}' has HDF5 superblock version {version}; expected 0 to 3."),
        };
        if (start[size] != AddressSize || start[size + 1] != AddressSize)
            throw file.Damaged($"its HDF5 addresses take {start[size]} and its lengths {start[size + 1]} bytes; expected 8");
        // Without this check, reading fails hours later, at the first row in the missing part.
        var userBlock = BinaryPrimitives.ReadUInt64LittleEndian(start[baseAddress..]);
        var promised = BinaryPrimitives.ReadUInt64LittleEndian(start[end..]) - userBlock;
        if (userBlock != (ulong)file.Start) throw file.Damaged("its HDF5 content does not start where it says");
        if (promised > (ulong)file.Length || file.Length < root + AddressSize)
        {
            throw new PatchBagException(
                $"'{file.Path}' is truncated: it holds {file.Length} bytes, its HDF5 header promises {promised}. " +
                "Copy or extract it again.");
        }
        // The HDF5 library reads zeros after the end that the header names.
        file.EndAt((long)promised);
        if (version >= 2) RequireChecksum(start[..Superblock2Bytes]);
        Root = BinaryPrimitives.ReadUInt64LittleEndian(start[root..]);
    }

    /// <summary>Address of the root group's object header.</summary>
    public ulong Root { get; }

    public BagFile File => _file;

    /// <summary>Where the content of an HDF5 file starts; -1 for another file.</summary>
    public static long StartOf(ReadOnlySpan<byte> start, BagFile file)
    {
        if (start.StartsWith(Signature)) return 0;
        Span<byte> found = stackalloc byte[Signature.Length];
        for (long at = SmallestUserBlock; at <= file.Length - SuperblockBytes; at *= 2)
        {
            file.Read(at, found);
            if (found.SequenceEqual(Signature)) return at;
        }
        return -1;
    }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A block of a known length.</summary>
    public Hdf5Block Block(ulong address, long length)
    {
        if (address > (ulong)_file.Length) throw Damaged("it refers to an address after its end");
        if (length > LargestBlock) throw Damaged($"one of its structures claims {length} bytes");
        _budget -= length + AddressSize;
        if (_budget < 0) throw Damaged("its structures refer to each other in circles");
        return new(this, _file.Read((long)address, (int)length));
    }

    /// <summary>The objects of a heap of texts; a file's attributes share a few of them.</summary>
    public Hdf5Block Texts(ulong collection)
    {
        if (!_texts.TryGetValue(collection, out var objects))
        {
            var prefix = Block(collection, 16, "GCOL"u8);
            prefix.Skip(4);
            var size = Math.Max(0, prefix.Length() - 16);
            _texts[collection] = objects = Block(collection + 16, size).Bytes((int)size);
        }
        return new(this, objects);
    }

    /// <summary>A block that begins with a signature of four letters.</summary>
    public Hdf5Block Block(ulong address, long length, ReadOnlySpan<byte> signature)
    {
        var block = Block(address, length);
        if (!block.Bytes(4).Span.SequenceEqual(signature))
            throw Damaged($"a structure '{Encoding.ASCII.GetString(signature)}' is not where it should be");
        return block;
    }

    /// <summary>A block that begins with a signature and is followed by its checksum.</summary>
    public Hdf5Block CheckedBlock(ulong address, long length, ReadOnlySpan<byte> signature)
    {
        var bytes = Block(address, length + Checksum).Bytes((int)length + Checksum);
        RequireChecksum(bytes.Span);
        if (!bytes.Span.StartsWith(signature))
            throw Damaged($"a structure '{Encoding.ASCII.GetString(signature)}' is not where it should be");
        return new(this, bytes[signature.Length..(int)length]);
    }

    /// <summary>Refuses a structure whose last bytes are not its checksum.</summary>
    public void RequireChecksum(ReadOnlySpan<byte> structure)
    {
        if (Hdf5Checksum.Of(structure[..^Checksum]) != BinaryPrimitives.ReadUInt32LittleEndian(structure[^Checksum..]))
            throw Damaged("the checksum of one of its structures is wrong");
    }

    /// <summary>Number of bytes from an address on, at most <paramref name="most"/>.</summary>
    public long Within(ulong address, long most) =>
        address > (ulong)_file.Length ? 0 : Math.Min(most, _file.Length - (long)address);

    public PatchBagException Damaged(string what) => _file.Damaged(what);

    /// <summary>A refusal of a dataset with a part that has no data.</summary>
    public static PatchBagException NeverWritten(BagFile file, string dataset) =>
        new($"'{file.Path}': a part of '{dataset}' was never written; its extraction was interrupted. Extract the slide again.");
}
