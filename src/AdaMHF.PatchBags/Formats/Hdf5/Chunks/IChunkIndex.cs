namespace AdaMHF.PatchBags;

/// <summary>One of HDF5's indexes of chunks.</summary>
internal interface IChunkIndex
{
    /// <summary>Finds those of the wanted chunks that were written.</summary>
    void Find(Hdf5File file, WantedChunks wanted);
}
