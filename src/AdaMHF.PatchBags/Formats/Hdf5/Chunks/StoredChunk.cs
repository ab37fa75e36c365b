namespace AdaMHF.PatchBags;

/// <summary>Where a chunk lies.</summary>
/// <param name="Address">First byte in the file.</param>
/// <param name="Length">Bytes in the file.</param>
/// <param name="FilterMask">A bit for each filter that was left out.</param>
internal readonly record struct StoredChunk(ulong Address, long Length, uint FilterMask);
