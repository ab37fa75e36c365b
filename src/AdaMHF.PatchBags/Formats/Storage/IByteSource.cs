namespace AdaMHF.PatchBags;

/// <summary>Bytes that are read at any offset and never past their end. Safe to use from many threads at once.</summary>
internal interface IByteSource
{
    /// <summary>Number of bytes.</summary>
    long Length { get; }

    /// <summary>Fills the target with the bytes from an offset on.</summary>
    /// <exception cref="PatchBagException">There are not that many.</exception>
    void Read(long offset, Span<byte> target);
}
