namespace AdaMHF.PatchBags;

/// <summary>All chunks are stored one after the other.</summary>
internal sealed class ImplicitChunks(ulong address) : IChunkIndex
{
    public void Find(Hdf5File file, WantedChunks wanted)
    {
        if (address == Hdf5File.Undefined) return;
        foreach (var number in wanted.Numbers())
            wanted.AddNumber(number, new(unchecked(address + ((ulong)number * (ulong)wanted.Grid.ChunkBytes)), wanted.Grid.ChunkBytes, 0));
    }
}
