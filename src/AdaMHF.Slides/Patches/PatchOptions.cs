namespace AdaMHF.Slides;

/// <summary>Which patches are cut from a slide.</summary>
public sealed record PatchOptions
{
    /// <summary>Resolution of the patches in micrometres per pixel, above 0. Default 0.5, which is called 20x.</summary>
    public double MicronsPerPixel { get; init; } = 0.5;

    /// <summary>Edge in pixels at that resolution, 8 to 4096. Default 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Pixels that neighbours share, 0 to <see cref="Size"/> - 1. Default 0.</summary>
    public int Overlap { get; init; }

    /// <summary>Which patches count as tissue. Default <see cref="ContourPolicy.FourPoint"/>.</summary>
    public ContourPolicy Contour { get; init; } = ContourPolicy.FourPoint;

    /// <summary>Smallest share of a patch that is tissue, 0 to 1, beside the contour policy. Default 0, as in CLAM.</summary>
    public double MinimumTissue { get; init; }

    /// <summary>What becomes of patches at the right and lower edge. Default <see cref="EdgePolicy.Drop"/>.</summary>
    public EdgePolicy Edge { get; init; } = EdgePolicy.Drop;

    /// <summary>
    /// Relative difference up to which a level is taken as it is, 0 to 0.2: 0.499 is 0.5. Default 0.02. Beyond it the nearest finer level
    /// is resampled.
    /// </summary>
    public double Tolerance { get; init; } = 0.02;

    internal void Check()
    {
        Require(MicronsPerPixel > 0 && double.IsFinite(MicronsPerPixel), nameof(MicronsPerPixel), MicronsPerPixel, "above 0");
        Require(Size is >= 8 and <= 4096, nameof(Size), Size, "8 to 4096");
        Require(Overlap >= 0 && Overlap < Size, nameof(Overlap), Overlap, "0 to Size - 1");
        Require(MinimumTissue is >= 0 and <= 1, nameof(MinimumTissue), MinimumTissue, "0 to 1");
        Require(Tolerance is >= 0 and <= 0.2, nameof(Tolerance), Tolerance, "0 to 0.2");
    }

    private static void Require(bool isRight, string name, object value, string expected)
    {
        if (!isRight) throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");
    }
}
