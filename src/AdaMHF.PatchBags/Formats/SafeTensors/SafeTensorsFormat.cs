using AdaMHF.TensorFiles;

namespace AdaMHF.PatchBags;

/// <summary>safetensors: <c>features</c> and, optionally, <c>coords</c>; notes are in the metadata.</summary>
internal sealed class SafeTensorsFormat : IPatchBagFormat
{
    // Two tensors and their notes; the format itself would allow a header of 100 MB.
    private const int LongestHeader = 4 << 20;
    private const int LengthField = 8;

    public string Name => "safetensors";

    public IReadOnlyList<string> Extensions { get; } = [".safetensors"];

    // Eight bytes of header length, of which no file uses the upper half, then a JSON object.
    public bool Recognises(ReadOnlySpan<byte> start, BagFile file) => start is [_, _, _, _, 0, 0, 0, 0, (byte)'{', ..];

    public SlideContent Open(BagFile file)
    {
        try
        {
            var length = SafeTensorsHeader.LengthOf(file.Read(0, LengthField), file.Length, file.Path);
            if (length > LongestHeader)
                throw file.Damaged($"its safetensors header takes {length} bytes; a bag's takes at most {LongestHeader}");
            var header = SafeTensorsHeader.Parse(file.Read(LengthField, length), file.Length, file.Path);

            var notes = new SlideNotes();
            foreach (var (key, value) in header.Metadata) notes.Add(key, value);
            return SlideContent.Of(file, [.. header.Entries.Select(entry => Array(file, entry))], notes);
        }
        catch (TensorFileException e)
        {
            throw new PatchBagException(e.Message, e);
        }
    }

    private static StridedArray Array(BagFile file, SafeTensorsEntry entry)
    {
        long[] shape = [.. entry.Shape];
        return new(
            file,
            entry.Name,
            shape,
            StridedArray.ContiguousStrides(shape),
            Format(entry.ElementType),
            entry.ElementType.ToString(),
            new(file, entry.Offset, entry.Length));
    }

    private static NumberFormat? Format(TensorElementType type) => type switch
    {
        TensorElementType.Float16 => new(NumberKind.Float16),
        TensorElementType.BFloat16 => new(NumberKind.BFloat16),
        TensorElementType.Float32 => new(NumberKind.Float32),
        TensorElementType.Float64 => new(NumberKind.Float64),
        TensorElementType.Int8 => new(NumberKind.Int8),
        TensorElementType.UInt8 => new(NumberKind.UInt8),
        TensorElementType.Int16 => new(NumberKind.Int16),
        TensorElementType.Int32 => new(NumberKind.Int32),
        TensorElementType.Int64 => new(NumberKind.Int64),
        _ => null,
    };
}
