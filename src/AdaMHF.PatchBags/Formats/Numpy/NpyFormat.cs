namespace AdaMHF.PatchBags;

/// <summary>One NumPy array per file (<c>.npy</c>): the features, without coordinates.</summary>
internal sealed class NpyFormat : IPatchBagFormat
{
    public string Name => "NumPy .npy";

    public IReadOnlyList<string> Extensions { get; } = [".npy"];

    public bool Recognises(ReadOnlySpan<byte> start, BagFile file) => NpyHeader.Matches(start);

    public SlideContent Open(BagFile file)
    {
        using var stream = new RegionStream(new(file, 0, file.Length));
        var header = NpyHeader.Read(stream, file);
        var elements = new ByteRegion(file, header.Length, file.Length - header.Length);
        return SlideContent.Of(file, [Array(file, "", header, elements)], new());
    }

    /// <summary>An array whose elements are stored unpacked in a region.</summary>
    public static StridedArray Array(BagFile file, string name, NpyHeader header, ByteRegion elements)
    {
        var strides = StridedArray.ContiguousStrides(header.Shape, header.FortranOrder);
        return new(file, name, header.Shape, strides, header.Format, header.TypeName, elements);
    }
}
