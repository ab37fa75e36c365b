namespace AdaMHF.PatchBags;

/// <summary>What a pickle holds, with the way to its storages while the file is open.</summary>
/// <param name="Root">What <see cref="RestrictedUnpickler.Read"/> gave.</param>
/// <param name="BigEndian">Byte order of the storages.</param>
/// <param name="Storage">Where the bytes of a storage are.</param>
internal sealed record PickledContent(object? Root, bool BigEndian, Func<PickledStorage, ByteRegion> Storage);
