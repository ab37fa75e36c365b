namespace AdaMHF.Slides;

/// <summary>How slides become bags.</summary>
public sealed record ExtractionOptions
{
    /// <summary>How tissue is found. Default <see cref="TissueOptions.Tcga"/>.</summary>
    public TissueOptions Tissue { get; init; } = TissueOptions.Tcga;

    /// <summary>Which patches are cut. Default 256 pixels at 0.5 micrometres per pixel.</summary>
    public PatchOptions Patches { get; init; } = new();

    /// <summary>Microns per pixel of slides whose file carries no scale; null, the default, refuses them.</summary>
    public double? AssumedMicronsPerPixel { get; init; }

    /// <summary>Threads that decode and encode, at least 1; null, the default, takes one for each processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Slides in work at a time, which share the threads, at least 1. Default 1. The bags have the same bytes.</summary>
    public int SlidesAtOnce { get; init; } = 1;

    /// <summary>
    /// Memory that features and patches of the slides in work may take together, in bytes, at least 1: a slide waits until there is room,
    /// and one that needs more runs alone. Null, the default, is half of what the process may use.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether an overview picture of each slide is written. Default true.</summary>
    public bool Overviews { get; init; } = true;

    /// <summary>The options themselves, once every value is known to be in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ExtractionOptions Checked()
    {
        Check();
        return this;
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Tissue);
        ArgumentNullException.ThrowIfNull(Patches);
        Tissue.Check();
        Patches.Check();
        if (Threads is { } threads) ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(SlidesAtOnce, 1);
        if (MemoryBytes is { } memory) ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1, nameof(MemoryBytes));
        if (AssumedMicronsPerPixel is { } microns)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(microns, nameof(AssumedMicronsPerPixel));
    }
}
