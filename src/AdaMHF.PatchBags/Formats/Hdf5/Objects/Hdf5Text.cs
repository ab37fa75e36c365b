namespace AdaMHF.PatchBags;

/// <summary>How HDF5 stores a text.</summary>
internal enum Hdf5Text
{
    /// <summary>In place, padded.</summary>
    Fixed,

    /// <summary>In the file's heap of variable lengths.</summary>
    Variable,
}
