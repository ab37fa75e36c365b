namespace AdaMHF.PatchBags;

/// <summary>A range of a source that is known to lie inside it.</summary>
internal readonly record struct ByteRegion(IByteSource Source, long Offset, long Length);
