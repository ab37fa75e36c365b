using System.Runtime.InteropServices;
using AdaMHF.PatchBags;

namespace AdaMHF.Battery.Parts;

/// <summary>Bags of patches. The other reader finds shape, features and coordinates.</summary>
internal static class BagParts
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Seeds");

    public static IReadOnlyList<FormatPart> All { get; } =
    [
        Part("hdf5", ".h5", "good-*.h5", "stamp.h5", "slide-vector*.h5", "index-*.h5"),
        Part("npy", ".npy", "good-*.npy", "slide-vector.npy"),
        Part("npz", ".npz", "good-*.npz"),
        Part("safetensors", ".safetensors", "*.safetensors"),
        Part("pt", ".pt", "good-*.pt", "bfloat16.pt"),
        Part("pt-legacy", ".pt", "good-legacy-*.pt", "bfloat16-legacy.pt"),
    ];

    private static FormatPart Part(string name, string ending, params string[] patterns) =>
        new(name, "bags", ending, () => Files(name, patterns), Read, error => error is PatchBagException);

    private static (string, byte[])[] Files(string format, string[] patterns) =>
    [
        .. patterns.SelectMany(pattern => Directory.EnumerateFiles(Folder, pattern)).Order(StringComparer.Ordinal)
            .Where(path => format != "pt" || !path.Contains("legacy", StringComparison.Ordinal))
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))),
    ];

    private static byte[] Read(string path)
    {
        using var bag = PatchBag.Open(path);
        var all = bag.ReadAll();
        if (bag.PatchCount > 2)
        {
            var some = bag.Read(0, bag.PatchCount - 1);
            if (!Same(some.Row(0), all.Row(0)) || !Same(some.Row(1), all.Row(all.Count - 1)))
                throw new InvalidOperationException("Some rows differ from the whole bag.");
        }
        long[] head = [all.Count, all.Width, all.Coordinates is null ? 0 : 1];
        return
        [
            .. MemoryMarshal.AsBytes<long>(head), .. MemoryMarshal.AsBytes<float>(all.Values),
            .. MemoryMarshal.AsBytes<PatchCoordinate>(all.Coordinates ?? []),
        ];
    }

    // Bit by bit: NaN is like itself.
    private static bool Same(ReadOnlySpan<float> one, ReadOnlySpan<float> other) =>
        MemoryMarshal.AsBytes(one).SequenceEqual(MemoryMarshal.AsBytes(other));
}
