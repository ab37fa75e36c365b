using System.Buffers.Binary;
using System.Text;

namespace NativeCompatibility;

/// <summary>
/// A 64-bit little-endian ELF library, as far as its sections. Every read is checked against the section it belongs to, so that a damaged
/// file ends in an <see cref="UnknownLayoutException"/> and nothing else.
/// </summary>
internal sealed class ElfLibrary
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const uint OccupiesNoSpace = 8;

    private readonly byte[] _image;
    private readonly ElfSection[] _sections;

    /// <summary>Reads the section table.</summary>
    /// <exception cref="UnknownLayoutException">It is no such library, or a part of it is missing.</exception>
    public ElfLibrary(byte[] image)
    {
        _image = image;
        if (!image.AsSpan().StartsWith("\u007fELF"u8) || image.Length < HeaderSize)
        {
            throw new UnknownLayoutException("it is not an ELF library.");
        }

        const byte SixtyFourBits = 2;
        const byte LittleEndian = 1;
        if (image[4] != SixtyFourBits || image[5] != LittleEndian)
        {
            throw new UnknownLayoutException("it is not a 64-bit little-endian ELF library.");
        }

        ulong table = BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(0x28));
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(0x3A));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(0x3C));
        bool hasTable = table <= (ulong)image.Length && (long)table + (count * SectionHeaderSize) <= image.Length;
        if (entrySize != SectionHeaderSize || count == 0 || !hasTable)
        {
            throw new UnknownLayoutException("its section table is missing or lies outside the file.");
        }

        _sections = [.. Enumerable.Range(0, count).Select(number => ReadSection((int)table + (number * SectionHeaderSize)))];
    }

    /// <summary>The library's one section of a kind.</summary>
    /// <exception cref="UnknownLayoutException">There is none, or more than one.</exception>
    public ElfSection Only(uint type, string name)
    {
        ElfSection[] found = [.. _sections.Where(section => section.Type == type)];
        return found.Length == 1
            ? found[0]
            : throw new UnknownLayoutException($"it has {found.Length} sections of the kind {name} instead of 1.");
    }

    /// <summary>The section that another one refers to.</summary>
    public ElfSection LinkedFrom(ElfSection section) =>
        section.Link < _sections.Length
            ? _sections[section.Link]
            : throw new UnknownLayoutException("a section refers to one that does not exist.");

    /// <summary>Where in the file a part of a section lies.</summary>
    public static int Position(ElfSection section, long start, int length) =>
        start >= 0 && start + length <= section.Size
            ? section.Offset + (int)start
            : throw new UnknownLayoutException("an entry lies outside its section.");

    /// <summary>A 16-bit number within a section.</summary>
    public ushort UInt16(ElfSection section, long start) =>
        BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(Position(section, start, sizeof(ushort))));

    /// <summary>A 32-bit number within a section.</summary>
    public uint UInt32(ElfSection section, long start) =>
        BinaryPrimitives.ReadUInt32LittleEndian(_image.AsSpan(Position(section, start, sizeof(uint))));

    /// <summary>A zero-terminated name within a section of names.</summary>
    public string Name(ElfSection names, uint start)
    {
        ReadOnlySpan<byte> rest = _image.AsSpan(Position(names, start, 1), names.Size - (int)start);
        int end = rest.IndexOf((byte)0);
        return end >= 0
            ? Encoding.ASCII.GetString(rest[..end])
            : throw new UnknownLayoutException("a name does not end within its section.");
    }

    private ElfSection ReadSection(int header)
    {
        ReadOnlySpan<byte> fields = _image.AsSpan(header, SectionHeaderSize);
        uint type = BinaryPrimitives.ReadUInt32LittleEndian(fields[0x04..]);
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(fields[0x18..]);
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(fields[0x20..]);
        uint link = BinaryPrimitives.ReadUInt32LittleEndian(fields[0x28..]);
        if (type == OccupiesNoSpace)
        {
            return new ElfSection(type, 0, 0, 0);
        }

        ulong length = (ulong)_image.Length;
        return offset <= length && size <= length - offset
            ? new ElfSection(type, (int)offset, (int)size, (int)Math.Min(link, int.MaxValue))
            : throw new UnknownLayoutException("a section lies outside the file: it is cut short.");
    }
}
