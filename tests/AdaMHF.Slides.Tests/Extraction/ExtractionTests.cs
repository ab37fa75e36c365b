using AdaMHF.PatchBags;
using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>From slides to a folder of bags, with an encoder whose features are known: mean and maximum of each channel.</summary>
public sealed class ExtractionTests : IDisposable
{
    private static readonly ExtractionOptions Options = new() { Patches = new() { Size = 32 }, Threads = 2 };

    private readonly TemporaryFolder _folder = new();
    private readonly PatchEncoder _encoder;

    public ExtractionTests() => _encoder = PatchEncoder.Load(Encoders.Tiny(_folder));

    public void Dispose()
    {
        _encoder.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_bag_has_the_features_of_its_patches()
    {
        var slide = Slide("one");
        var extractor = Extractor("bags");
        var record = Assert.Single(Run(extractor, slide));
        Assert.Equal((SlideState.Done, null, "one", "one.tiff"), (record.State, record.Reason, record.Slide, record.File));
        Assert.Equal((0, 0.5, ScaleSource.ResolutionTags, 0.5),
            (record.DroppedTiles, record.MicronsPerPixel, record.ScaleSource, record.PatchMicronsPerPixel));
        Assert.InRange(record.TissueShare!.Value, 0.2, 0.6);
        Assert.True(record.Seconds.Total > 0);
        Assert.True(File.Exists(extractor.Folder.OverviewOf("one")));

        using var bag = PatchBag.Open(extractor.Folder.BagOf("one"));
        Assert.Equal((record.Patches, 6), (bag.PatchCount, bag.Width));
        var header = bag.Slides[0];
        Assert.Equal(("tiny", 0.5, 32, 0), (header.Encoder, header.MicronsPerPixel, header.PatchSize, header.Level));
        using var image = Image.NewFromFile(slide);
        var patches = bag.Read([.. Enumerable.Range(0, bag.PatchCount)]);
        for (var i = 0; i < patches.Count; i++)
        {
            var place = patches.Coordinates![i];
            using var patch = image.Crop(place.X, place.Y, 32, 32);
            // The patch is scaled to 16 pixels, which keeps its mean.
            for (var channel = 0; channel < 3; channel++)
            {
                using var band = patch[channel];
                Assert.Equal(band.Avg() / 255, patches.Row(i)[channel], 0.01);
            }
        }
    }

    [Fact]
    public void The_same_slide_gives_the_same_bytes_whatever_the_threads()
    {
        var slide = Slide("one");
        var one = Extractor("alone", Options with { Threads = 1 });
        var four = Extractor("together", Options with { Threads = 4 });
        var (alone, together) = (Run(one, slide)[0], Run(four, slide)[0]);
        Assert.Equal(File.ReadAllBytes(one.Folder.BagOf("one")), File.ReadAllBytes(four.Folder.BagOf("one")));
        Assert.Equal(File.ReadAllBytes(one.Folder.OverviewOf("one")), File.ReadAllBytes(four.Folder.OverviewOf("one")));
        Assert.Equal(alone with { Seconds = together.Seconds }, together);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(null)]
    public void Several_slides_at_once_give_the_bytes_of_one_after_the_other(long? memory)
    {
        string[] slides = [.. Enumerable.Range(0, 5).Select(number => Slide($"s{number}", (x, y) => Drawn.Tissue(x + number, y)))];
        var (one, several) = (Extractor("one"), Extractor("several", Options with { SlidesAtOnce = 3, MemoryBytes = memory, Threads = 3 }));
        Run(one, slides);
        Assert.Equal(slides.Select(BagFolder.IdOf), Run(several, slides).Select(record => record.Slide));
        foreach (var id in slides.Select(BagFolder.IdOf))
            Assert.Equal(File.ReadAllBytes(one.Folder.BagOf(id)), File.ReadAllBytes(several.Folder.BagOf(id)));
    }

    [Fact]
    public void One_slide_that_fails_does_not_end_the_run_and_is_tried_again()
    {
        var (good, bad, white) = (Slide("good"), _folder.Sub("bad.svs"), Slide("white", Drawn.Glass));
        File.WriteAllText(bad, "no slide");
        var black = Slide("black", (_, _) => (3, 2, 4));
        var unscaled = Slide("unscaled", microns: null);
        var records = Run(Extractor("bags"), bad, good, white, black, unscaled);
        Assert.Equal(
            [SlideState.Failed, SlideState.Done, SlideState.NoPatches, SlideState.NoPatches, SlideState.Failed],
            records.Select(record => record.State));
        Assert.Contains("not an image", records[0].Reason, StringComparison.Ordinal);
        Assert.Contains("saturated", records[2].Reason, StringComparison.Ordinal);
        Assert.Contains("100 % of the slide is black", records[3].Reason, StringComparison.Ordinal);
        Assert.Contains("--assume-mpp", records[4].Reason, StringComparison.Ordinal);

        File.Copy(good, bad, overwrite: true);
        var stamp = File.GetLastWriteTimeUtc(Extractor("bags").Folder.BagOf("good"));
        var again = Run(Extractor("bags"), bad, good, white);
        Assert.Equal([SlideState.Done, SlideState.Done, SlideState.NoPatches], again.Select(record => record.State));
        Assert.Equal(records[1], again[1]);
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(Extractor("bags").Folder.BagOf("good")));
    }

    [Fact]
    public void Damaged_tiles_are_dropped_and_counted()
    {
        var whole = Slide("whole", (x, y) => Drawn.Tissue(x, y), compression: Enums.ForeignTiffCompression.Jpeg);
        var damaged = Damaged.Tile(whole, _folder.Sub("damaged.tiff"), number: 9);
        var extractor = Extractor("bags");
        var records = Run(extractor, whole, damaged);
        // A tile of 64 pixels has four patches of 32.
        Assert.Equal((0, 4), (records[0].DroppedTiles, records[1].DroppedTiles));
        Assert.Equal(records[0].Patches - 4, records[1].Patches);
        using var all = PatchBag.Open(extractor.Folder.BagOf("whole"));
        using var rest = PatchBag.Open(extractor.Folder.BagOf("damaged"));
        var (before, after) = (Rows(all), Rows(rest));
        foreach (var (place, features) in after) Assert.Equal(before[place], features);
    }

    [Fact]
    public void A_folder_keeps_to_one_encoder_and_one_set_of_settings()
    {
        Extractor("bags");
        Extractor("bags", Options with { Threads = 1, Overviews = false });
        var refused = Assert.Throws<SlideException>(() => Extractor("bags", Options with { Patches = new() { Size = 64 } })).Message;
        Assert.Contains("patches.size (there 32, now 64)", refused, StringComparison.Ordinal);
        using var other = PatchEncoder.Load(Encoders.Tiny(_folder, batch: 2));
        Assert.Contains("encoder.sha256", Assert.Throws<SlideException>(
            () => new SlideExtractor(other, new(_folder.Sub("bags")), Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_slide_of_the_same_name_is_no_bag_of_this_one()
    {
        Run(Extractor("bags"), Slide("one"));
        Directory.CreateDirectory(_folder.Sub("other"));
        var other = Drawn.Write(Drawn.Picture(300, 200, Drawn.Tissue), _folder.Sub("other/one.tiff"), 0.5);
        var record = Run(Extractor("bags"), other)[0];
        Assert.Equal(SlideState.Failed, record.State);
        Assert.Contains("another slide of the name 'one'", record.Reason, StringComparison.Ordinal);
        Assert.Contains("would share a bag", Assert.Throws<ArgumentException>(
            () => Run(Extractor("bags"), _folder.Sub("one.tiff"), other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_on_one_folder_do_every_slide_once()
    {
        string[] slides = [.. Enumerable.Range(0, 8).Select(number => Slide($"s{number}", (x, y) => Drawn.Tissue(x + number, y)))];
        var worked = new System.Collections.Concurrent.ConcurrentBag<string>();
        var runs = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var seen = new HashSet<string>();
            return Extractor("bags", Options with { Threads = 1 }).Run(slides, new Reports(progress =>
            {
                if (progress.Record is null && seen.Add(progress.Slide)) worked.Add(progress.Slide);
            }));
        }));
        var records = await Task.WhenAll(runs);
        Assert.Equal(slides.Select(BagFolder.IdOf), worked.Order());
        Assert.All(records, run => Assert.All(run, record => Assert.Equal(SlideState.Done, record.State)));
        Assert.Equal(records[0], records[1]);
        Assert.Empty(Directory.GetFiles(_folder.Sub("bags/.claims")));
    }

    [Fact]
    public void A_run_that_is_cancelled_leaves_whole_files_only()
    {
        string[] slides = [.. Enumerable.Range(0, 3).Select(number => Slide($"s{number}"))];
        using var cancellation = new CancellationTokenSource();
        var extractor = Extractor("bags");
        Assert.ThrowsAny<OperationCanceledException>(() => extractor.Run(slides, new Reports(progress =>
        {
            if (progress is { Slide: "s1", PatchesDone: > 0 }) cancellation.Cancel();
        }), cancellation.Token));
        Assert.Equal(["s0.h5"], Directory.GetFiles(extractor.Folder.Path, "*.h5").Select(file => Path.GetFileName(file)));
        Assert.Empty(Directory.GetFiles(extractor.Folder.Path, "*.tmp", SearchOption.AllDirectories));
        Assert.All(Run(Extractor("bags"), slides), record => Assert.Equal(SlideState.Done, record.State));
    }

    private SlideExtractor Extractor(string name, ExtractionOptions? options = null) =>
        new(_encoder, new(_folder.Sub(name)), options ?? Options);

    private static IReadOnlyList<SlideRecord> Run(SlideExtractor extractor, params string[] slides) =>
        extractor.Run(slides, cancellation: TestContext.Current.CancellationToken);

    private string Slide(
        string name, Func<int, int, (int Red, int Green, int Blue)>? color = null, double? microns = 0.5,
        Enums.ForeignTiffCompression compression = Enums.ForeignTiffCompression.Deflate)
    {
        color ??= (x, y) => Math.Abs(x - 128) < 90 && Math.Abs(y - 96) < 60 ? Drawn.Tissue(x, y) : Drawn.Glass(x, y);
        return Drawn.Write(Drawn.Picture(256, 192, color), _folder.Sub($"{name}.tiff"), microns, tile: 64, compression: compression);
    }

    private static Dictionary<PatchCoordinate, float[]> Rows(PatchBag bag)
    {
        var patches = bag.Read([.. Enumerable.Range(0, bag.PatchCount)]);
        return Enumerable.Range(0, patches.Count).ToDictionary(i => patches.Coordinates![i], i => patches.Row(i).ToArray());
    }

    // System.Progress posts to other threads.
    private sealed class Reports(Action<ExtractionProgress> report) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value) => report(value);
    }
}
