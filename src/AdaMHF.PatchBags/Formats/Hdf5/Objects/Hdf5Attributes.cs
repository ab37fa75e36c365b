using System.Text;

namespace AdaMHF.PatchBags;

/// <summary>
/// The attributes of an HDF5 object that the notes know and that are one number or one text. All others are passed over unread: none of
/// them may cost the bag.
/// </summary>
internal static class Hdf5Attributes
{
    private const int NameIndexRecord = 8;
    private const int LongestText = 1 << 16;

    /// <summary>Adds the attributes of an object to the notes.</summary>
    public static void AddTo(SlideNotes notes, Hdf5Object owner)
    {
        foreach (var message in owner.All(Hdf5Message.Attribute)) Add(notes, new(owner.File, message.Data));
        if (owner.Find(Hdf5Message.AttributeInfo) is { } info) AddDense(notes, owner.File, new(owner.File, info.Data));
    }

    private static void AddDense(SlideNotes notes, Hdf5File file, Hdf5Block info)
    {
        info.Skip(1);
        if ((info.UInt8() & 1) != 0) info.Skip(2);
        var (heapAddress, indexAddress) = (info.UInt64(), info.UInt64());
        if (heapAddress == Hdf5File.Undefined || indexAddress == Hdf5File.Undefined) return;
        var heap = new Hdf5FractalHeap(file, heapAddress);
        foreach (var record in new Hdf5BTree2(file, indexAddress).Records(NameIndexRecord))
        {
            // One of more than 64 KB is stored apart, and is neither a number nor a name.
            if (heap.ManagedObject(record) is { } attribute) Add(notes, new(file, attribute));
        }
    }

    private static void Add(SlideNotes notes, Hdf5Block block)
    {
        var version = block.UInt8();
        if (version is < 1 or > 3) return;
        var flags = block.UInt8();
        var (nameSize, typeSize, spaceSize) = (block.UInt16(), block.UInt16(), block.UInt16());
        if (version == 3) block.Skip(1);
        var padding = version == 1 ? 7 : 0;
        var name = Encoding.UTF8.GetString(block.Part(Padded(nameSize)).Bytes(nameSize).Span).TrimEnd('\0');
        if (!SlideNotes.Names.Contains(name)) return;
        var typeBlock = block.Part(Padded(typeSize));
        var space = block.Part(Padded(spaceSize));
        var (sharesType, sharesSpace) = (version > 1 && (flags & 1) != 0, version > 1 && (flags & 2) != 0);
        if (!sharesSpace && Value(block, typeBlock, sharesType, space) is { } value) notes.Add(name, value);
        else notes.AddUnreadable(name);

        int Padded(int size) => (size + padding) & ~padding;
    }

    private static object? Value(Hdf5Block content, Hdf5Block typeBlock, bool sharesType, Hdf5Block space)
    {
        var type = Hdf5Datatype.Read(sharesType ? Hdf5Object.Shared(typeBlock, Hdf5Message.Datatype, "element type") : typeBlock);
        if (space.Remaining == 0 || !IsOne(space)) return null;
        if (type.Format is { } format)
        {
            Span<double> value = stackalloc double[1];
            format.Convert(content.Bytes(format.Size).ToArray(), value);
            return value[0];
        }
        return type.Text switch
        {
            Hdf5Text.Fixed => Encoding.UTF8.GetString(content.Bytes(type.Size).Span).TrimEnd('\0', ' '),
            Hdf5Text.Variable => FromHeap(content),
            _ => null,
        };
    }

    // A scalar, or an array of one element.
    private static bool IsOne(Hdf5Block space)
    {
        const byte NullSpace = 2;
        var bytes = space.Bytes(space.Remaining);
        if (bytes.Span is [2, _, _, NullSpace, ..]) return false;
        return Array.TrueForAll(Hdf5Dataspace.Read(new(space.File, bytes)).Shape, extent => extent == 1);
    }

    private static string? FromHeap(Hdf5Block reference)
    {
        var file = reference.File;
        var length = reference.UInt32();
        var (collection, index) = (reference.UInt64(), reference.UInt32());
        if (length == 0) return "";
        if (length > LongestText) return null;

        var objects = file.Texts(collection);
        while (objects.Remaining >= 16)
        {
            var number = objects.UInt16();
            objects.Skip(6);
            var bytes = objects.Length();
            if (number == 0 || bytes > objects.Remaining) return null;
            if (number == index) return Encoding.UTF8.GetString(objects.Bytes((int)Math.Min(length, bytes)).Span).TrimEnd('\0');
            objects.Skip((int)Math.Min((bytes + 7) & ~7L, objects.Remaining));
        }
        return null;
    }
}
