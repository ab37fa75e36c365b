namespace AdaMHF.PatchBags;

/// <summary>The extents of a dataset or attribute; none for a scalar.</summary>
/// <param name="Shape">Extent of each axis.</param>
/// <param name="Most">Extent to which each axis may grow, <see cref="long.MaxValue"/> without limit.</param>
internal sealed record Hdf5Dataspace(long[] Shape, long[] Most)
{
    private const int MostAxes = 32;

    public static Hdf5Dataspace Read(Hdf5Block block)
    {
        var (version, axes, flags) = (block.UInt8(), block.UInt8(), block.UInt8());
        if (version is not (1 or 2) || axes > MostAxes) throw block.File.Damaged($"a dataspace is of version {version} with {axes} axes");
        block.Skip(version == 1 ? 5 : 1);
        var shape = new long[axes];
        for (var i = 0; i < axes; i++) shape[i] = block.Length();
        var most = shape;
        if ((flags & 1) != 0)
        {
            most = new long[axes];
            for (var i = 0; i < axes; i++) most[i] = (long)Math.Min(long.MaxValue, block.UInt64());
        }
        return new(shape, most);
    }
}
