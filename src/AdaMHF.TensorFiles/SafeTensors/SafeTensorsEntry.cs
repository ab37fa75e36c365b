namespace AdaMHF.TensorFiles;

/// <summary>Where a tensor is stored in a safetensors file.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="ElementType">Number type of the elements.</param>
/// <param name="Shape">Extent of each axis, all at least 0; empty for a scalar.</param>
/// <param name="Offset">First byte, counted from the start of the file.</param>
/// <param name="Length">Number of bytes, as the shape requires.</param>
public sealed record SafeTensorsEntry(string Name, TensorElementType ElementType, IReadOnlyList<long> Shape, long Offset, long Length);
