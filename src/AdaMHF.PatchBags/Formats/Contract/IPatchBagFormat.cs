namespace AdaMHF.PatchBags;

/// <summary>
/// A file format of one slide's patches. Stateless. On a bad file it may throw any exception that does not end the process; the caller
/// turns it into <see cref="PatchBagException"/>. It never allocates memory by a size that the file merely claims.
/// </summary>
internal interface IPatchBagFormat
{
    /// <summary>Bytes from which a format is recognised.</summary>
    const int SniffedBytes = 64;

    /// <summary>What users call the format.</summary>
    string Name { get; }

    /// <summary>File name extensions of the format, each with its dot and in lower case. Formats may share them.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether a file is of the format, whatever its name.</summary>
    /// <param name="start">The first bytes, fewer than <see cref="SniffedBytes"/> only when the file is shorter.</param>
    /// <param name="file">The file, for formats that share their first bytes.</param>
    bool Recognises(ReadOnlySpan<byte> start, BagFile file);

    /// <summary>Finds features and coordinates; reads neither.</summary>
    SlideContent Open(BagFile file);
}
