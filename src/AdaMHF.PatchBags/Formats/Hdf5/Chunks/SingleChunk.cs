namespace AdaMHF.PatchBags;

/// <summary>The one chunk that is the whole matrix.</summary>
/// <param name="address">First byte.</param>
/// <param name="packed">Its length and filter mask where it is filtered.</param>
internal sealed class SingleChunk(ulong address, (long Length, uint Mask)? packed) : IChunkIndex
{
    public void Find(Hdf5File file, WantedChunks wanted) =>
        wanted.AddNumber(0, new(address, packed?.Length ?? wanted.Grid.ChunkBytes, packed?.Mask ?? 0));
}
