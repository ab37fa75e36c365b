namespace AdaMHF.PatchBags;

/// <summary>A named array of a file, before it is known to be features or coordinates.</summary>
/// <param name="name">Name within the file; empty when the file is the array.</param>
/// <param name="shape">Extent of each axis.</param>
/// <param name="format">How its numbers are stored; null when it holds something else.</param>
/// <param name="typeName">What the file calls the type.</param>
internal abstract class StoredArray(string name, long[] shape, NumberFormat? format, string typeName)
{
    public string Name { get; } = name;

    public long[] Shape { get; } = shape;

    public NumberFormat? Format { get; } = format;

    public string TypeName { get; } = typeName;

    /// <summary>The two last axes as a matrix; axes before them have extent 1. Refuses what the file cannot hold.</summary>
    public abstract NumberMatrix OpenMatrix(int rows, int columns);
}
