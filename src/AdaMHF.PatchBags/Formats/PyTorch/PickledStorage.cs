namespace AdaMHF.PatchBags;

/// <summary>A storage that a pickle refers to; its bytes are elsewhere in the file.</summary>
/// <param name="Key">Name of the storage.</param>
/// <param name="Type">One of the storage types.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="FirstElement">Elements of the whole storage before this one, for views of storages in old files.</param>
internal sealed record PickledStorage(string Key, PickleGlobal Type, long Count, long FirstElement = 0);
