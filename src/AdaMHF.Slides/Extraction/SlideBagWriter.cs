using AdaMHF.PatchBags;
using PureHDF;

namespace AdaMHF.Slides;

/// <summary>
/// Writes a bag with everything that CLAM's and TRIDENT's files carry, and the encoder's digest and our version beside it. The same patches
/// always give the same bytes.
/// </summary>
/// <remarks>
/// <c>features</c> is N x D of 32-bit floats, <c>coords</c> N x 2 of 64-bit integers in pixels of level 0. <c>patch_size</c> is TRIDENT's:
/// pixels of a patch at its own resolution. CLAM's attributes speak of pixels of a level, and cannot say that a patch was resampled;
/// they are there when it was not.
/// </remarks>
internal static class SlideBagWriter
{
    public static void Write(
        string path, string id, SlideInfo slide, PatchGrid grid, double target, EncoderDescription encoder, float[] features, int width,
        IReadOnlyList<PatchCoordinate> coordinates)
    {
        var count = (ulong)coordinates.Count;
        var featureSet = new H5Dataset(features, fileDims: [count, (ulong)width]);
        var ofFeatures = featureSet.Attributes;
        ofFeatures["name"] = id;
        ofFeatures["savetodir"] = ".";
        ofFeatures["encoder"] = encoder.Name;
        ofFeatures["encoder_sha256"] = encoder.Sha256.ToLowerInvariant();
        ofFeatures["microns_per_pixel"] = grid.MicronsPerPixel;
        ofFeatures["adamhf_version"] = ThisVersion.Text;

        var pixels = new long[2 * coordinates.Count];
        for (var i = 0; i < coordinates.Count; i++) (pixels[2 * i], pixels[(2 * i) + 1]) = (coordinates[i].X, coordinates[i].Y);
        var coordinateSet = new H5Dataset(pixels, fileDims: [count, 2]);
        AddTrident(coordinateSet.Attributes, id, slide, grid, target);
        if (grid.Size == grid.SizeAtLevel) AddClam(coordinateSet.Attributes, slide.Levels[grid.Level], grid);

        var root = new H5File { ["features"] = featureSet, ["coords"] = coordinateSet };
        AtomicFile.Write(path, stream => root.Write(stream));
    }

    private static void AddTrident(Dictionary<string, object> notes, string id, SlideInfo slide, PatchGrid grid, double target)
    {
        notes["name"] = id;
        notes["savetodir"] = ".";
        notes["patch_size"] = (long)grid.Size;
        notes["patch_size_level0"] = (long)grid.SizeAtLevel0;
        AddMagnification(notes, "level0_magnification", slide.Magnification ?? Math.Round(10 / slide.MicronsPerPixel!.Value));
        AddMagnification(notes, "target_magnification", 10 / target);
        notes["overlap"] = (long)grid.Overlap;
        notes["level0_width"] = (long)slide.Width;
        notes["level0_height"] = (long)slide.Height;
    }

    private static void AddClam(Dictionary<string, object> notes, SlideLevel level, PatchGrid grid)
    {
        long[] size = [level.Width, level.Height];
        notes["patch_level"] = (long)grid.Level;
        notes["downsample"] = new double[] { level.Downsample, level.Downsample };
        notes["downsampled_level_dim"] = size;
        notes["level_dim"] = size;
        notes["save_path"] = ".";
    }

    // TRIDENT has whole numbers.
    private static void AddMagnification(Dictionary<string, object> notes, string name, double value)
    {
        if (Math.Abs(value - Math.Round(value)) < 1e-6) notes[name] = (long)Math.Round(value);
        else notes[name] = value;
    }
}
