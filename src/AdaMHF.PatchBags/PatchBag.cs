namespace AdaMHF.PatchBags;

/// <summary>
/// A handle of one patient's patch features: the slides' patches one after the other, in the order in which the slides were given.
/// </summary>
/// <remarks>
/// Opening reads nothing. The first question about size reads the headers, <see cref="ReadAll"/> and <see cref="Read"/> read features.
/// No file stays open in between, so a handle needs no disposal, and any number of threads may read it at once.
/// A file that cannot be read throws <see cref="PatchBagException"/> at that moment, again at every attempt.
/// </remarks>
public sealed class PatchBag
{
    private readonly ISlideSource[] _slides;
    private readonly Lazy<PatchBagLayout> _layout;

    private PatchBag(ISlideSource[] slides)
    {
        _slides = slides;
        // Failures are not kept: a share that was away may be back at the next attempt.
        _layout = new(() => PatchBagLayout.Of([.. slides.Select(slide => slide.ReadHeader())]), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The bag of a patient whose pathology is missing: no patch, width 0.</summary>
    public static PatchBag Empty { get; } = new([]);

    /// <summary>Number of patches of all slides; 0 means that the modality is missing.</summary>
    public int PatchCount => _layout.Value.PatchCount;

    /// <summary>Features per patch; 0 when there is no slide.</summary>
    public int Width => _layout.Value.Width;

    /// <summary>Whether there is no patch.</summary>
    public bool IsEmpty => PatchCount == 0;

    /// <summary>Whether the place of every patch of every slide is known.</summary>
    public bool HasCoordinates => _layout.Value.HasCoordinates;

    /// <summary>Edge of a patch in pixels of <see cref="Level"/>; null when unknown or not the same for all slides.</summary>
    public int? PatchSize => _layout.Value.Common(slide => slide.PatchSize);

    /// <summary>
    /// Level of the pyramid that the patches were cut from, 0 = finest; null when unknown or not the same for all slides.
    /// </summary>
    public int? Level => _layout.Value.Common(slide => slide.Level);

    /// <summary>Name of the network that computed the features; null when unknown or not the same for all slides.</summary>
    public string? Encoder => _layout.Value.Common(slide => slide.Encoder);

    /// <summary>One header per slide, in the order of the patches.</summary>
    public IReadOnlyList<SlideHeader> Slides => _layout.Value.Slides;

    /// <summary>Where the patches come from: the slides' files, or "memory". Known without reading.</summary>
    public IReadOnlyList<string> Sources => [.. _slides.Select(slide => slide.Name)];

    /// <summary>
    /// A bag of the given slide files, which may be of different formats; no file gives an empty bag. Nothing is read yet.
    /// </summary>
    /// <param name="paths">One file per slide.</param>
    /// <exception cref="ArgumentException">A path is null or empty.</exception>
    public static PatchBag Open(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var slides = paths.Select(path => (ISlideSource)new FileSlide(path)).ToArray();
        return slides.Length == 0 ? Empty : new(slides);
    }

    /// <summary>
    /// A bag of features that are in memory already, as one slide. The arrays are not copied and must not be changed afterwards.
    /// </summary>
    /// <param name="features">Features, row-major: <paramref name="width"/> values per patch; may be empty.</param>
    /// <param name="width">Features per patch, at least 1.</param>
    /// <param name="coordinates">One coordinate per patch, or null when they are not known.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the width is not positive.</exception>
    public static PatchBag FromMemory(float[] features, int width, PatchCoordinate[]? coordinates = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return FromMemory(new PatchFeatures(features, width, coordinates));
    }

    /// <summary>A bag of slides whose features are in memory already; no slide gives an empty bag. Nothing is copied.</summary>
    /// <param name="slides">One item per slide.</param>
    public static PatchBag FromMemory(params IEnumerable<PatchFeatures> slides)
    {
        ArgumentNullException.ThrowIfNull(slides);
        var sources = slides.Select(slide => (ISlideSource)new MemorySlide(slide)).ToArray();
        return sources.Length == 0 ? Empty : new(sources);
    }

    /// <summary>Reads where all patches lie, and no features where the format allows it.</summary>
    /// <returns>One coordinate per patch, slide after slide; null when <see cref="HasCoordinates"/> is false.</returns>
    /// <exception cref="PatchBagException">A file cannot be read.</exception>
    public PatchCoordinate[]? ReadCoordinates()
    {
        var layout = _layout.Value;
        if (!layout.HasCoordinates) return null;
        var coordinates = new PatchCoordinate[layout.PatchCount];
        var done = 0;
        for (var slide = 0; slide < _slides.Length; slide++)
        {
            var header = layout.Slides[slide];
            if (header.PatchCount > 0) _slides[slide].ReadCoordinates(header, coordinates.AsMemory(done, header.PatchCount));
            done += header.PatchCount;
        }
        return coordinates;
    }

    /// <summary>Reads the features of all patches.</summary>
    /// <exception cref="PatchBagException">A file cannot be read, slides differ in width, or the bag does not fit in one array.</exception>
    public PatchFeatures ReadAll() => Read([.. Enumerable.Range(0, PatchCount)]);

    /// <summary>
    /// Reads the features of some patches. Of an uncompressed contiguous file only these rows are read, of a chunked file only the
    /// chunks that hold them.
    /// </summary>
    /// <param name="rows">Numbers of the patches, ascending, each at most once, at least 0 and below <see cref="PatchCount"/>.</param>
    /// <returns>As many patches as rows were asked for, in that order.</returns>
    /// <exception cref="ArgumentException">The rows are not ascending or out of range.</exception>
    /// <exception cref="PatchBagException">A file cannot be read, slides differ in width, or the rows do not fit in one array.</exception>
    public PatchFeatures Read(params ReadOnlySpan<int> rows)
    {
        var layout = _layout.Value;
        layout.RefuseUnlessAscending(rows);
        if ((long)rows.Length * layout.Width > Array.MaxLength)
        {
            throw new PatchBagException(
                $"{rows.Length} patches of width {layout.Width} from {string.Join(", ", Sources)} do not fit in one array: " +
                "read fewer rows at a time.");
        }

        var values = GC.AllocateUninitializedArray<float>(rows.Length * layout.Width);
        var coordinates = layout.HasCoordinates ? new PatchCoordinate[rows.Length] : null;
        var done = 0;
        for (var slide = 0; slide < _slides.Length; slide++)
        {
            var local = layout.RowsOfSlide(slide, rows[done..]);
            if (local.Length == 0) continue;
            _slides[slide].Read(
                layout.Slides[slide],
                local,
                values.AsMemory(done * layout.Width, local.Length * layout.Width),
                coordinates is null ? default : coordinates.AsMemory(done, local.Length));
            done += local.Length;
        }
        return new(values, layout.Width, coordinates);
    }
}
