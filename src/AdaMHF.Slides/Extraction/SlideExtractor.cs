using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdaMHF.Slides;

/// <summary>
/// Makes bags of slides, in a folder that several processes may share. What is there already is kept; what failed is tried again.
/// </summary>
public sealed class SlideExtractor
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly EncoderDescription _description;
    private readonly Lazy<PatchEncoder> _encoder;
    private readonly ExtractionOptions _options;
    private readonly MemoryBudget _memory;
    private readonly DateTime _start = DateTime.UtcNow;

    /// <summary>Prepares a folder.</summary>
    /// <param name="encoder">The encoder; the caller disposes it, after the last slide.</param>
    /// <param name="folder">Where bags go; made where it is missing.</param>
    /// <param name="options">Null for CLAM's tissue and patches of 256 pixels at 0.5 micrometres per pixel.</param>
    /// <exception cref="SlideException">The folder has bags of another encoder, or of other settings.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SlideExtractor(PatchEncoder encoder, BagFolder folder, ExtractionOptions? options = null)
        : this((encoder ?? throw new ArgumentNullException(nameof(encoder))).Description, new(encoder), folder, options)
    {
    }

    private SlideExtractor(
        EncoderDescription description, Lazy<PatchEncoder> encoder, BagFolder folder, ExtractionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(folder);
        (_description, _encoder, Folder, _options) = (description, encoder, folder, (options ?? new()).Checked());
        _memory = new(_options.MemoryBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);
        folder.Agree(Settings());
    }

    /// <summary>Prepares a folder, and loads the encoder when a slide needs it: where all bags are there, never.</summary>
    /// <param name="description">What the encoder is.</param>
    /// <param name="encoder">Loads it; the caller disposes it, after the last slide.</param>
    /// <param name="folder">Where bags go; made where it is missing.</param>
    /// <param name="options">Null for CLAM's tissue and patches of 256 pixels at 0.5 micrometres per pixel.</param>
    /// <exception cref="SlideException">The folder has bags of another encoder, or of other settings.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SlideExtractor Deferred(
        EncoderDescription description, Lazy<PatchEncoder> encoder, BagFolder folder, ExtractionOptions? options = null) =>
        new(description, encoder, folder, options);

    /// <summary>Where bags go.</summary>
    public BagFolder Folder { get; }

    /// <summary>
    /// Extracts slides, so many at once as the options say, which share the threads. Slides that another process has in work are waited
    /// for.
    /// </summary>
    /// <param name="slides">Files; their names without extensions are the ids, and differ.</param>
    /// <param name="progress">Told after each block of patches and each slide, from any thread; null for nobody.</param>
    /// <param name="cancellation">Stops between two blocks of patches; what is whole stays.</param>
    /// <returns>The ledger's entries in the order of the slides; a slide that fails has a reason and does not end the run.</returns>
    /// <exception cref="ArgumentException">Two slides have one id.</exception>
    public IReadOnlyList<SlideRecord> Run(
        IReadOnlyList<string> slides, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(slides);
        if (slides.GroupBy(BagFolder.IdOf).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ArgumentException(
                $"{string.Join(" and ", same.Take(3).Select(file => $"'{file}'"))} have one id, '{same.Key}', and would share a bag. "
                + "Extract them into different folders.", nameof(slides));
        }
        var records = new SlideRecord?[slides.Count];
        var run = new RunProgress(slides.Count, progress);
        while (true)
        {
            var left = Enumerable.Range(0, slides.Count).Where(i => records[i] is null).ToArray();
            AtOnce(left, i => records[i] = TryExtract(slides[i], run, cancellation), cancellation);
            if (left.All(i => records[i] is not null)) return [.. records.Select(record => record!)];
            cancellation.WaitHandle.WaitOne(Patience);
        }
    }

    /// <summary>The bag of one slide, extracted now where it is not there yet; null where the slide has no patch.</summary>
    /// <exception cref="SlideException">The slide cannot be used.</exception>
    public string? Bag(string slide, CancellationToken cancellation = default)
    {
        var record = Run([slide], null, cancellation)[0];
        return record.State switch
        {
            SlideState.Done => Folder.BagOf(record.Slide),
            SlideState.NoPatches => null,
            _ => throw new SlideException(record.Reason!),
        };
    }

    private void AtOnce(int[] places, Action<int> extract, CancellationToken cancellation)
    {
        try
        {
            // Unbuffered: slides are begun in their order.
            Parallel.ForEach(
                Partitioner.Create(places, EnumerablePartitionerOptions.NoBuffering),
                new() { MaxDegreeOfParallelism = _options.SlidesAtOnce, CancellationToken = cancellation },
                extract);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }

    /// <summary>The slide's entry; null where another process has it in work.</summary>
    private SlideRecord? TryExtract(string slide, RunProgress run, CancellationToken cancellation)
    {
        var id = BagFolder.IdOf(slide);
        if (Kept(slide, id) is { } kept) return run.Skip(kept);
        using var claim = Folder.TryClaim(id);
        if (claim is null) return null;
        // Another process may have finished between the two.
        if (Kept(slide, id) is { } finished) return run.Skip(finished);
        var record = Extract(slide, id, run, cancellation);
        Folder.Write(record);
        return run.Finish(record);
    }

    /// <summary>An entry that needs no work: the slide is done, or has just failed elsewhere.</summary>
    private SlideRecord? Kept(string slide, string id)
    {
        if (Folder.RecordOf(id) is not { } record) return null;
        if (record.State == SlideState.Failed) return Folder.RecordTime(id) >= _start ? record : null;
        if (record.State == SlideState.Done && !File.Exists(Folder.BagOf(id))) return null;
        if (!File.Exists(slide) || record.Fingerprint == SlideFingerprint.Of(slide)) return record;
        return record with
        {
            State = SlideState.Failed,
            Reason = $"'{Folder.Path}' has the bag of another slide of the name '{id}'. Name another folder; or, if the slide was "
                + $"replaced, delete '{Folder.BagOf(id)}' and its entry in ledger.",
        };
    }

    private SlideRecord Extract(string file, string id, RunProgress run, CancellationToken cancellation)
    {
        var watch = new StageWatch();
        var record = new SlideRecord(
            id, Path.GetFileName(file), "", SlideState.Failed, null, 0, 0, null, null, null, ScaleSource.None, null, watch.Seconds);
        try
        {
            record = record with { Fingerprint = File.Exists(file) ? SlideFingerprint.Of(file) : "" };
            using var slide = SlideImage.Open(file, _options.AssumedMicronsPerPixel);
            var info = slide.Info;
            record = record with { Reader = info.Reader, MicronsPerPixel = info.MicronsPerPixel, ScaleSource = info.ScaleSource };
            watch.EndOpen();
            var mask = TissueSegmenter.Segment(slide, _options.Tissue, cancellation);
            record = record with { TissueShare = mask.TissueShare };
            watch.EndSegment();
            var grid = PatchGrid.Of(info, mask, _options.Patches);
            using var memory = _memory.Take(EncodedPatches.BytesOf(grid, _encoder.Value, Threads), cancellation);
            var patches = EncodedPatches.Of(
                slide, grid, _encoder.Value, Threads, done => run.Report(id, grid.Coordinates.Count, done), cancellation);
            watch.EndEncode(patches);
            record = Written(record, info, mask, grid, patches);
            watch.EndWrite();
        }
        // An encoder that cannot be loaded fails every slide: the run ends.
        catch (Exception error) when (error is not OperationCanceledException && (error is not EncoderException || _encoder.IsValueCreated))
        {
            record = record with { State = SlideState.Failed, Reason = error.Message };
        }
        return record with { Seconds = watch.Seconds };
    }

    private SlideRecord Written(SlideRecord record, SlideInfo info, TissueMask mask, PatchGrid grid, EncodedPatches patches)
    {
        var (id, count) = (record.Slide, patches.Coordinates.Count);
        if (_options.Overviews)
            SlideOverview.Write(Folder.OverviewOf(id), mask, grid.SizeAtLevel0, patches.Coordinates, patches.Damaged);
        record = record with { DroppedTiles = patches.Damaged.Count };
        if (count > 0)
        {
            SlideBagWriter.Write(
                Folder.BagOf(id), id, info, grid, _options.Patches.MicronsPerPixel, _description, patches.Features, _encoder.Value.Width,
                patches.Coordinates);
            return record with { State = SlideState.Done, Patches = count, PatchMicronsPerPixel = grid.MicronsPerPixel };
        }
        if (patches.FirstDamage is { } damage)
            return record with { Reason = $"None of {patches.Damaged.Count} patches can be decoded; the first: {damage}" };
        return mask.Thumbnail.Damaged.Count > 0
            ? record with { Reason = $"'{info.File}': parts cannot be decoded, and no patch lies in the others. Copy or scan it again." }
            : record with { State = SlideState.NoPatches, Reason = WhyNone(info, mask, grid) };
    }

    private static string WhyNone(SlideInfo info, TissueMask mask, PatchGrid grid) => mask.TissueShare == 0
        ? $"'{info.File}': {TissueSegmenter.WhyEmpty(mask)}"
        : FormattableString.Invariant($"'{info.File}': {mask.TissueShare:P1} of the slide is tissue, but no patch of {grid.SizeAtLevel0} ")
            + "pixels of level 0 lies in it. Ask for smaller patches (--patch), or allow padding at the edges.";

    /// <summary>Threads of one slide.</summary>
    private int Threads => Math.Max(1, (_options.Threads ?? Environment.ProcessorCount) / _options.SlidesAtOnce);

    /// <summary>Everything that bags depend on.</summary>
    private JsonObject Settings()
    {
        var encoder = _description with { Model = Path.GetFileName(_description.Model) };
        return new()
        {
            ["version"] = ThisVersion.Text,
            ["encoder"] = JsonSerializer.SerializeToNode(encoder, LedgerJson.Options),
            ["tissue"] = JsonSerializer.SerializeToNode(_options.Tissue, LedgerJson.Options),
            ["patches"] = JsonSerializer.SerializeToNode(_options.Patches, LedgerJson.Options),
            ["assumedMicronsPerPixel"] = _options.AssumedMicronsPerPixel,
        };
    }
}
