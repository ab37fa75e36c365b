namespace AdaMHF.PatchBags;

/// <summary>A range that is known to be inside its source.</summary>
internal readonly record struct ByteRegion(IByteSource Source, long Offset, long Length);
