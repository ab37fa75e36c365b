using System.Globalization;
using System.Runtime.InteropServices;
using AdaMHF.TensorFiles;

namespace AdaMHF.PatchBags;

/// <summary>Writes one slide's patches as safetensors: <c>features</c> of 32-bit floats, <c>coords</c> of 64-bit integers.</summary>
public static class SafeTensorsBagWriter
{
    private const int CoordinatesAtOnce = 4096;

    /// <summary>Writes a file under a temporary name in the same folder and moves it into place, over an older one.</summary>
    /// <param name="path">
    /// The file, usually <c>{slide id without extension}.safetensors</c>; its folder is created where it is missing.
    /// </param>
    /// <param name="patches">At least one patch of at least one feature. Without coordinates there is no tensor <c>coords</c>.</param>
    /// <param name="patchSize">Edge of a patch in pixels of <paramref name="patchLevel"/>; metadata <c>patch_size</c>.</param>
    /// <param name="patchLevel">Level of the pyramid that the patches were cut from; metadata <c>patch_level</c>.</param>
    /// <param name="encoder">Name of the network that computed the features; metadata <c>encoder</c>.</param>
    /// <param name="micronsPerPixel">Resolution of the patches; metadata <c>microns_per_pixel</c>.</param>
    /// <exception cref="ArgumentException">There is no patch: a slide without patches has no file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path,
        PatchFeatures patches,
        int? patchSize = null,
        int? patchLevel = null,
        string? encoder = null,
        double? micronsPerPixel = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(patches);
        if (patches.Count == 0)
            throw new ArgumentException("There is no patch to write: a slide without patches has no file.", nameof(patches));

        var tensors = new List<(string, TensorElementType, IReadOnlyList<long>)>();
        // Coordinates first: a reader of coordinates and some rows then reads the file forwards.
        if (patches.Coordinates is not null) tensors.Add((BagNames.Coordinates, TensorElementType.Int64, [patches.Count, 2]));
        tensors.Add((BagNames.Features, TensorElementType.Float32, [patches.Count, patches.Width]));

        var metadata = new Dictionary<string, string>();
        Add(BagNames.PatchSize, patchSize);
        Add(BagNames.PatchLevel, patchLevel);
        AddText(BagNames.Encoder, encoder);
        Add(BagNames.MicronsPerPixel, micronsPerPixel);
        AtomicFile.Write(path, stream =>
        {
            SafeTensorsHeader.Write(stream, tensors, metadata);
            foreach (var some in (patches.Coordinates ?? []).Chunk(CoordinatesAtOnce))
                stream.Write(MemoryMarshal.AsBytes<long>([.. some.SelectMany(place => new long[] { place.X, place.Y })]));
            for (var row = 0; row < patches.Count; row++) stream.Write(MemoryMarshal.AsBytes(patches.Row(row)));
        });

        void Add(string key, IFormattable? value) => AddText(key, value?.ToString(null, CultureInfo.InvariantCulture));
        void AddText(string key, string? value)
        {
            if (value is not null) metadata[key] = value;
        }
    }
}
