namespace AdaMHF.PatchBags;

/// <summary>The order of a bag's slides, what their headers have in common, and which of their patches the bag keeps.</summary>
internal sealed class PatchBagLayout
{
    private readonly int[] _starts;
    private readonly int[]? _kept;

    private PatchBagLayout(SlideHeader[] files, int[] starts, PatchBudget? budget)
    {
        Files = files;
        _starts = starts;
        Slides = files;
        if (budget is { } limit && starts[^1] > limit.MaxPatches)
        {
            _kept = PatchSampling.Random(starts[^1], limit.MaxPatches, limit.Seed);
            Slides = [.. files.Select((slide, i) => slide with { PatchCount = KeptBelow(starts[i + 1]) - KeptBelow(starts[i]) })];
        }
        PatchCount = _kept?.Length ?? starts[^1];
        var filled = files.Where(slide => slide.PatchCount > 0).ToArray();
        Width = (filled.FirstOrDefault() ?? files.FirstOrDefault())?.Width ?? 0;
        HasCoordinates = filled.Length > 0 && filled.All(slide => slide.HasCoordinates);
    }

    /// <summary>The slides as their files describe them.</summary>
    public SlideHeader[] Files { get; }

    /// <summary>The slides with the patches that the bag keeps.</summary>
    public SlideHeader[] Slides { get; }

    public int Width { get; }

    public bool HasCoordinates { get; }

    public int PatchCount { get; }

    /// <summary>Puts slides one after the other.</summary>
    /// <exception cref="PatchBagException">Slides that have patches differ in width, or there are too many patches to number.</exception>
    public static PatchBagLayout Of(SlideHeader[] slides, PatchBudget? budget)
    {
        var starts = new int[slides.Length + 1];
        var first = slides.FirstOrDefault(slide => slide.PatchCount > 0);
        for (var i = 0; i < slides.Length; i++)
        {
            var slide = slides[i];
            if (slide.PatchCount > 0 && slide.Width != first!.Width)
            {
                throw new PatchBagException(
                    $"Slides of one bag must have features of one width, but '{first.Source}' has width {first.Width} and " +
                    $"'{slide.Source}' has width {slide.Width}: they come from different encoders.");
            }
            if (slide.PatchCount > int.MaxValue - starts[i])
                throw new PatchBagException($"The bag has more than {int.MaxValue} patches with '{slide.Source}': use fewer slides.");
            starts[i + 1] = starts[i] + slide.PatchCount;
        }
        return new(slides, starts, budget);
    }

    /// <summary>The value that all slides with patches agree on, else the type's null.</summary>
    public T? Common<T>(Func<SlideHeader, T?> property)
    {
        var values = Files.Where(slide => slide.PatchCount > 0).Select(property).Distinct().Take(2).ToArray();
        return values.Length == 1 ? values[0] : default;
    }

    /// <exception cref="ArgumentException">The rows are not ascending or out of range.</exception>
    public void RequireAscending(ReadOnlySpan<int> rows)
    {
        var previous = -1;
        foreach (var row in rows)
        {
            if (row < 0 || row >= PatchCount)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Row {row} was asked for, but the bag has {PatchCount} patches.");
            if (row <= previous)
                throw new ArgumentException($"Rows must ascend without repetition, but {row} follows {previous}.", nameof(rows));
            previous = row;
        }
    }

    /// <summary>Those leading rows that belong to a slide, counted from the first patch of the slide's file.</summary>
    public int[] RowsOfSlide(int slide, ReadOnlySpan<int> rows)
    {
        var end = _starts[slide + 1];
        var count = 0;
        while (count < rows.Length && InFiles(rows[count]) < end) count++;

        var local = new int[count];
        for (var i = 0; i < count; i++) local[i] = InFiles(rows[i]) - _starts[slide];
        return local;
    }

    /// <summary>Number of each patch's slide.</summary>
    public int[] SlidesOf(ReadOnlySpan<int> rows) => Array.ConvertAll(Origins(rows), origin => origin.Slide);

    /// <summary>Slide and row in the slide's file of each patch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such patch.</exception>
    public PatchOrigin[] Origins(ReadOnlySpan<int> rows)
    {
        var origins = new PatchOrigin[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0 || rows[i] >= PatchCount)
                throw new ArgumentOutOfRangeException(nameof(rows), rows[i], $"The bag has {PatchCount} patches.");
            var row = InFiles(rows[i]);
            var slide = 0;
            while (row >= _starts[slide + 1]) slide++;
            origins[i] = new(slide, row - _starts[slide]);
        }
        return origins;
    }

    private int InFiles(int row) => _kept is null ? row : _kept[row];

    private int KeptBelow(int row)
    {
        var at = Array.BinarySearch(_kept!, row);
        return at >= 0 ? at : ~at;
    }
}
