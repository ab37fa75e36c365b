namespace AdaMHF.PatchBags;

/// <summary>A tensor of a pickle: a view of a storage.</summary>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides);
