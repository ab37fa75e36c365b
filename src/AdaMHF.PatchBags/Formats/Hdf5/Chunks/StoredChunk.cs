namespace AdaMHF.PatchBags;

/// <summary>Where a chunk is stored.</summary>
/// <param name="Address">First byte in the file.</param>
/// <param name="Length">Bytes in the file.</param>
/// <param name="FilterMask">A bit for each filter that was skipped.</param>
internal readonly record struct StoredChunk(ulong Address, long Length, uint FilterMask);
