namespace AdaMHF.PatchBags;

/// <summary>
/// A handle to one patient's patch features: the slides' patches one after the other, in the order in which the slides were given.
/// </summary>
/// <remarks>
/// Opening reads nothing. The first property about size reads the headers; <see cref="ReadAll"/> and <see cref="Read"/> read features. No
/// file stays open in between: a thousand handles cost nothing, one that is not disposed leaks nothing, and any number of threads may
/// read from one at once. <see cref="Dispose"/> releases features in memory and cached headers; it is never needed. A file that cannot be
/// read throws <see cref="PatchBagException"/> when it is read, at every attempt.
/// </remarks>
public sealed class PatchBag : IDisposable
{
    private readonly PatchBudget? _budget;
    private State? _state;

    private PatchBag(ISlideSource[] slides, PatchBudget? budget = null)
    {
        _budget = budget;
        // Failures are not kept: a network share that was away may be back at the next attempt.
        _state = new(slides, new(
            () => PatchBagLayout.Of([.. slides.Select(slide => slide.ReadHeader())], budget), LazyThreadSafetyMode.PublicationOnly));
    }

    private PatchBag(PatchBudget? budget, State state) => (_state, _budget) = (state, budget);

    /// <summary>The bag of a patient whose pathology is missing: no patch, width 0.</summary>
    public static PatchBag Empty { get; } = new([]);

    /// <summary>Number of patches of all slides; 0 means that the modality is missing.</summary>
    public int PatchCount => Layout.PatchCount;

    /// <summary>Features per patch; 0 when there is no slide.</summary>
    public int Width => Layout.Width;

    /// <summary>Whether there is no patch.</summary>
    public bool IsEmpty => PatchCount == 0;

    /// <summary>Whether the coordinates of every patch of every slide are known.</summary>
    public bool HasCoordinates => Layout.HasCoordinates;

    /// <summary>Edge of a patch in pixels of <see cref="Level"/>; null when unknown or not the same for all slides.</summary>
    public int? PatchSize => Layout.Common(slide => slide.PatchSize);

    /// <summary>
    /// Level of the pyramid that the patches were cut from, 0 = finest; null when unknown or not the same for all slides.
    /// </summary>
    public int? Level => Layout.Common(slide => slide.Level);

    /// <summary>Name of the network that computed the features; null when unknown or not the same for all slides.</summary>
    public string? Encoder => Layout.Common(slide => slide.Encoder);

    /// <summary>Resolution of the patches; null when unknown or not the same for all slides.</summary>
    public double? MicronsPerPixel => Layout.Common(slide => slide.MicronsPerPixel);

    /// <summary>Bytes of memory that <see cref="ReadAll"/> fills: 4 per feature, and 8 per patch where coordinates are known.</summary>
    public long BytesInMemory => BytesOf(PatchCount);

    /// <summary>One header per slide, in the order of the patches, with the patches that a budget leaves.</summary>
    public IReadOnlyList<SlideHeader> Slides => Layout.Slides;

    /// <summary>Where the patches come from: the slides' files, or "memory". Known without reading.</summary>
    public IReadOnlyList<string> Sources => [.. Open().Slides.Select(slide => slide.Name)];

    /// <summary>What the features are standardised by as they are read; null when they are not.</summary>
    public PatchScaling? Scaling { get; private init; }

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
    /// A bag of features in memory, as one slide. The arrays are not copied and must not be changed afterwards.
    /// </summary>
    /// <param name="features">Features, row-major: <paramref name="width"/> values per patch; may be empty.</param>
    /// <param name="width">Features per patch, at least 1.</param>
    /// <param name="coordinates">One coordinate per patch, or null when they are not known.</param>
    /// <exception cref="ArgumentException">The lengths do not match, or the width is not positive.</exception>
    public static PatchBag FromMemory(float[] features, int width, PatchCoordinate[]? coordinates = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return FromMemory(new PatchFeatures(features, width, coordinates));
    }

    /// <summary>A bag of slides whose features are in memory; no slide gives an empty bag. Nothing is copied.</summary>
    /// <param name="slides">One item per slide.</param>
    public static PatchBag FromMemory(params IEnumerable<PatchFeatures> slides)
    {
        ArgumentNullException.ThrowIfNull(slides);
        var sources = slides.Select(slide => (ISlideSource)new MemorySlide(slide)).ToArray();
        return sources.Length == 0 ? Empty : new(sources);
    }

    /// <summary>
    /// The same bag with a budget: a bag with more patches consists of a random sample of them, the same one for the same seed. Nothing is
    /// read yet.
    /// </summary>
    /// <param name="maxPatches">Largest number of patches, at least 1.</param>
    /// <param name="seed">Any integers; see <see cref="PatchSampling.Random"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below 1.</exception>
    /// <exception cref="InvalidOperationException">The bag has a budget already.</exception>
    public PatchBag WithBudget(int maxPatches, params ReadOnlySpan<int> seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPatches, 1);
        if (_budget is not null)
        {
            throw new InvalidOperationException(
                $"The bag has a budget of {_budget.MaxPatches} patches already; give one to the bag of the files.");
        }
        return new(Open().Slides, new(maxPatches, [.. seed])) { Scaling = Scaling };
    }

    /// <summary>
    /// The same bag with features that are standardised as they are read. Nothing is read yet; samples, budgets and headers stay the same.
    /// </summary>
    /// <param name="scaling">Means and deviations, of the width of the features.</param>
    /// <exception cref="InvalidOperationException">The bag is scaled already.</exception>
    public PatchBag WithScaling(PatchScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        if (Scaling is not null) throw new InvalidOperationException("The features of the bag are standardised already.");
        var (slides, layout) = Open();
        if (slides.Length == 0) return this;
        return new(_budget, new([.. slides.Select(slide => new ScaledSlide(slide, scaling))], layout)) { Scaling = scaling };
    }

    /// <summary>Reads the coordinates of all patches, and no features.</summary>
    /// <returns>One coordinate per patch, slide after slide; null when <see cref="HasCoordinates"/> is false.</returns>
    /// <exception cref="PatchBagException">A file cannot be read.</exception>
    public PatchCoordinate[]? ReadCoordinates()
    {
        var (slides, layout) = (Open().Slides, Layout);
        if (!layout.HasCoordinates) return null;
        int[] rows = [.. Enumerable.Range(0, layout.PatchCount)];
        var coordinates = new PatchCoordinate[rows.Length];
        var done = 0;
        for (var slide = 0; slide < slides.Length; slide++)
        {
            var local = layout.RowsOfSlide(slide, rows.AsSpan(done));
            if (local.Length == 0) continue;
            slides[slide].ReadCoordinates(layout.Files[slide], local, coordinates.AsMemory(done, local.Length));
            done += local.Length;
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
    /// <returns>One patch per row, in the order of the rows.</returns>
    /// <exception cref="ArgumentException">The rows are not ascending or out of range.</exception>
    /// <exception cref="PatchBagException">A file cannot be read, slides differ in width, or the rows do not fit in one array.</exception>
    public PatchFeatures Read(params ReadOnlySpan<int> rows)
    {
        var (slides, layout) = (Open().Slides, Layout);
        layout.RequireAscending(rows);
        if ((long)rows.Length * layout.Width > Array.MaxLength)
        {
            throw new PatchBagException(
                $"{rows.Length} patches of width {layout.Width} from {string.Join(", ", Sources)} do not fit in one array: " +
                "read fewer rows at a time.");
        }

        var values = GC.AllocateUninitializedArray<float>(rows.Length * layout.Width);
        var coordinates = layout.HasCoordinates ? new PatchCoordinate[rows.Length] : null;
        var done = 0;
        for (var slide = 0; slide < slides.Length; slide++)
        {
            var local = layout.RowsOfSlide(slide, rows[done..]);
            if (local.Length == 0) continue;
            slides[slide].Read(
                layout.Files[slide],
                local,
                values.AsMemory(done * layout.Width, local.Length * layout.Width),
                coordinates is null ? default : coordinates.AsMemory(done, local.Length));
            done += local.Length;
        }
        return new(values, layout.Width, coordinates);
    }

    /// <summary>
    /// Reads some patches as <see cref="Read"/> does and puts neighbours on the slide next to each other: slide after slide, from top to
    /// bottom in as many rows as the square grid of all these patches has, each row from left to right. Without coordinates they stay in
    /// their order.
    /// </summary>
    /// <param name="rows">As for <see cref="Read"/>.</param>
    /// <exception cref="ArgumentException">The rows are not ascending or out of range.</exception>
    /// <exception cref="PatchBagException">A file cannot be read, slides differ in width, or the rows do not fit in one array.</exception>
    public PatchFeatures ReadInSpatialOrder(params ReadOnlySpan<int> rows)
    {
        var patches = Read(rows);
        if (patches.Coordinates is not { } places) return patches;
        var order = SpatialOrder.Of(places, Layout.SlidesOf(rows));
        var values = GC.AllocateUninitializedArray<float>(patches.Values.Length);
        for (var i = 0; i < order.Length; i++) patches.Row(order[i]).CopyTo(values.AsSpan(i * patches.Width));
        return new(values, patches.Width, Array.ConvertAll(order, patch => places[patch]));
    }

    /// <summary>The order in which <see cref="ReadInSpatialOrder"/> returns patches; no features are read.</summary>
    /// <param name="rows">As for <see cref="Read"/>.</param>
    /// <returns>The same numbers in that order.</returns>
    /// <exception cref="ArgumentException">The rows are not ascending or out of range.</exception>
    /// <exception cref="PatchBagException">A file cannot be read.</exception>
    public int[] InSpatialOrder(params ReadOnlySpan<int> rows)
    {
        Layout.RequireAscending(rows);
        int[] given = [.. rows];
        if (ReadCoordinates() is not { } places) return given;
        var order = SpatialOrder.Of(Array.ConvertAll(given, row => places[row]), Layout.SlidesOf(rows));
        return Array.ConvertAll(order, patch => given[patch]);
    }

    /// <summary>Which rows of which slides patches are: their places in the user's own files or arrays, whatever a budget left.</summary>
    /// <param name="rows">Numbers of patches in any order, each at least 0 and below <see cref="PatchCount"/>.</param>
    /// <returns>One origin per number, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such patch.</exception>
    /// <exception cref="PatchBagException">A file cannot be read.</exception>
    public PatchOrigin[] Origins(params ReadOnlySpan<int> rows) => Layout.Origins(rows);

    /// <summary>
    /// Names of the slides, and sizes where the headers have been read; reads nothing, so that a debugger may call it. At most ten slides.
    /// </summary>
    public override string ToString()
    {
        const int Shown = 10;
        if (_state is not { } state) return "disposed bag";
        if (state.Slides.Length == 0) return "empty bag";
        var known = state.Layout.IsValueCreated ? state.Layout.Value : null;
        var counts = known is null ? "not read yet" : FormattableString.Invariant($"{known.PatchCount:N0} patches of width {known.Width}");
        var lines = state.Slides.Take(Shown).Select((slide, i) => known is null
            ? $"  {slide.Name}"
            : FormattableString.Invariant($"  {slide.Name}: {known.Slides[i].PatchCount:N0} patches"));
        return $"bag of {state.Slides.Length} slide{(state.Slides.Length == 1 ? "" : "s")}, {counts}{Environment.NewLine}"
            + string.Join(Environment.NewLine, lines) + (state.Slides.Length > Shown ? Environment.NewLine + "  ..." : "");
    }

    /// <summary>
    /// Releases features in memory and cached headers. Reading afterwards throws <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        if (this != Empty) _state = null;
    }

    /// <summary>Bytes of memory that some patches take.</summary>
    internal long BytesOf(int patches) => patches * ((4L * Layout.Width) + (Layout.HasCoordinates ? 8 : 0));

    private PatchBagLayout Layout => Open().Layout.Value;

    private State Open() => _state ?? throw new ObjectDisposedException(nameof(PatchBag));

    private sealed record State(ISlideSource[] Slides, Lazy<PatchBagLayout> Layout);
}
