namespace AdaMHF.PatchBags;

/// <summary>A file inside a zip archive; its bytes are known to be inside the archive.</summary>
/// <param name="Name">Name with its folders.</param>
/// <param name="IsDeflated">Compressed with deflate; otherwise stored as it is.</param>
/// <param name="Crc32">Checksum of the unpacked bytes.</param>
/// <param name="Packed">Where the entry's bytes are.</param>
/// <param name="Length">Number of unpacked bytes that the archive claims.</param>
internal sealed record ZipEntry(string Name, bool IsDeflated, uint Crc32, ByteRegion Packed, long Length);
