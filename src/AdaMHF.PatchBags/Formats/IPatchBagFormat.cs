namespace AdaMHF.PatchBags;

/// <summary>
/// A file format of one slide's patches. Stateless; may throw anything but what ends the process on a bad file, the caller turns it into
/// <see cref="PatchBagException"/>. Memory is never asked for by a size that the file merely claims.
/// </summary>
internal interface IPatchBagFormat
{
    /// <summary>What users call the format.</summary>
    string Name { get; }

    /// <summary>Whether a file is of the format, whatever its name.</summary>
    /// <param name="start">The first bytes, fewer than <see cref="PatchBagFormats.SniffedBytes"/> only when the file is shorter.</param>
    /// <param name="file">The file, for formats that share their first bytes.</param>
    bool Recognises(ReadOnlySpan<byte> start, BagFile file);

    /// <summary>Finds features and coordinates; reads neither.</summary>
    SlideContent Open(BagFile file);
}
