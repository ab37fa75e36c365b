using PureHDF;

namespace AdaMHF.PatchBags;

/// <summary>Writes one slide's patches as HDF5 in CLAM's layout, which every tool derived from CLAM reads.</summary>
/// <remarks>
/// <c>features</c> is N x D of 32-bit floats, <c>coords</c> N x 2 of 64-bit integers. Both are contiguous, not in CLAM's chunks of one
/// row: any rows can then be read without the rest, and all of them in one operation. The same patches always give the same bytes.
/// </remarks>
public static class ClamH5Writer
{
    /// <summary>Writes a file under a temporary name in the same folder and moves it into place, over an older one.</summary>
    /// <param name="path">The file, usually <c>{slide id without extension}.h5</c>; its folder is created where it is missing.</param>
    /// <param name="patches">At least one patch of at least one feature. Without coordinates there is no dataset <c>coords</c>.</param>
    /// <param name="patchSize">Edge of a patch in pixels of <paramref name="patchLevel"/>; written beside the coordinates only.</param>
    /// <param name="patchLevel">Level of the pyramid that the patches were cut from; written beside the coordinates only.</param>
    /// <param name="encoder">Name of the network that computed the features.</param>
    /// <param name="micronsPerPixel">
    /// Resolution of the patches; an attribute of the features, <c>microns_per_pixel</c>, which CLAM does not have.
    /// </param>
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

        var features = new H5Dataset(patches.Values, fileDims: [(ulong)patches.Count, (ulong)patches.Width]);
        if (encoder is not null) features.Attributes[BagNames.Encoder] = encoder;
        if (micronsPerPixel is { } microns) features.Attributes[BagNames.MicronsPerPixel] = microns;
        var root = new H5File { [BagNames.Features] = features };

        if (patches.Coordinates is { } coordinates)
        {
            var pixels = new long[coordinates.Length * 2];
            for (var i = 0; i < coordinates.Length; i++) (pixels[2 * i], pixels[(2 * i) + 1]) = (coordinates[i].X, coordinates[i].Y);
            var dataset = new H5Dataset(pixels, fileDims: [(ulong)coordinates.Length, 2]);
            if (patchSize is { } size) dataset.Attributes[BagNames.PatchSize] = (long)size;
            if (patchLevel is { } level) dataset.Attributes[BagNames.PatchLevel] = (long)level;
            root[BagNames.Coordinates] = dataset;
        }
        AtomicFile.Write(path, stream => root.Write(stream));
    }
}
