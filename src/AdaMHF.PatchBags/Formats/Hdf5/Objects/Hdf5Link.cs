namespace AdaMHF.PatchBags;

/// <summary>A member of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">The object's header; of no meaning for a soft link.</param>
/// <param name="Target">Path that a soft link leads to; null for any other.</param>
internal readonly record struct Hdf5Link(string Name, ulong Address, string? Target = null);
