using PureHDF.Filters;

namespace AdaMHF.PatchBags;

/// <summary>
/// PureHDF's checksum filter with a result of its own. PureHDF 2.2.0 returns a view of a pooled buffer which the next chunk overwrites,
/// so that datasets whose only filter is Fletcher32 came back with wrong values and no error.
/// </summary>
internal sealed class SafeFletcher32Filter : IH5Filter
{
    private readonly Fletcher32Filter _filter = new();

    public ushort FilterId => _filter.FilterId;

    public string Name => _filter.Name;

    public Memory<byte> Filter(FilterInfo info) => _filter.Filter(info).ToArray();

    public uint[] GetParameters(uint[] chunkDimensions, uint typeSize, Dictionary<string, object>? options) =>
        _filter.GetParameters(chunkDimensions, typeSize, options);
}
