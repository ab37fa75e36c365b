using AdaMHF.Slides;
using AdaMHF.Testing;
using NetVips;

namespace AdaMHF.Tool.Tests;

/// <summary>The commands of slides, on slides that a test draws.</summary>
public sealed class SlidesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Slides_are_inspected_and_extracted()
    {
        Directory.CreateDirectory(_folder.Sub("slides"));
        string[] slides = [Slide("a", 0.5), Slide("b", 0.5), Slide("c", null)];
        await File.WriteAllTextAsync(_folder.Sub("slides/d.svs"), "no slide", TestContext.Current.CancellationToken);

        var inspected = ContractTests.Valid(
            await ToolRun.Of("slides", "inspect", _folder.Sub("slides"), "--json"), 1, "slides-inspect.json").GetProperty("slides");
        Assert.Equal(4, inspected.GetArrayLength());
        Assert.Equal(
            (320, 256, 1, 0.5, "resolutionTags"),
            (inspected[0].GetProperty("width").GetInt32(), inspected[0].GetProperty("height").GetInt32(),
                inspected[0].GetProperty("levels").GetInt32(), inspected[0].GetProperty("micronsPerPixel").GetDouble(),
                inspected[0].GetProperty("scaleSource").GetString()));
        Assert.Contains("--assume-mpp", inspected[2].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("not an image", inspected[3].GetProperty("problem").GetString(), StringComparison.Ordinal);

        string[] extract =
        [
            "slides", "extract", _folder.Sub("slides"), "--encoder", Encoder(), "--output", _folder.Sub("bags"), "--patch", "64", "--json",
        ];
        // Two machines, then a run over all of them that makes what failed.
        ContractTests.Valid(await ToolRun.Of([.. extract, "--shard", "0/2", "--assume-mpp", "0.5"]), 0, "slides-extract.json");
        Assert.Equal(["a.h5", "c.h5"], Bags());
        var all = ContractTests.Valid(await ToolRun.Of([.. extract, "--assume-mpp", "0.5"]), 1, "slides-extract.json");
        Assert.Equal(["a.h5", "b.h5", "c.h5"], Bags());
        var found = all.GetProperty("slides");
        Assert.Equal((20, 0, 1.0), (found[0].GetProperty("patches").GetInt32(), found[0].GetProperty("droppedTiles").GetInt32(),
            found[0].GetProperty("tissueShare").GetDouble()));
        Assert.Equal(_folder.Sub("bags/c.h5"), found[2].GetProperty("bag").GetString());
        Assert.Contains("not an image", found[3].GetProperty("reason").GetString(), StringComparison.Ordinal);

        // Without the assumption the folder's settings are others.
        var other = await ToolRun.Of(extract);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("assumedMicronsPerPixel (there 0.5, now absent)", other.Errors, StringComparison.Ordinal);
        Assert.All(slides, slide => Assert.True(File.Exists(slide)));
    }

    /// <summary>What is said where OpenSlide is not installed.</summary>
    [Theory]
    [Trait("Category", "RealData")]
    [InlineData("test3-TRITC-2-560.ndpi", "Hamamatsu")]
    [InlineData("li_yb10kx5k.zstd.tiff", "ZSTD (50000)")]
    [InlineData("wsic_CMU-1-Small-Region.jp2.tiff", "JPEG 2000 (34712)")]
    [InlineData("broken.svs", "not an image")]
    public async Task Without_OpenSlide_the_message_says_what_to_install(string file, string problem)
    {
        var path = Path.Combine(DataFolder.Path ?? "", "slides", file);
        Assert.SkipUnless(File.Exists(path), "No real slides: set ADAMHF_DATA to a folder that holds slides/.");
        // Processes that this one starts inherit it.
        Environment.SetEnvironmentVariable(OpenSlideLibrary.Variable, "none");
        var run = ContractTests.Valid(await ToolRun.Of("slides", "inspect", path, "--json"), 1, "slides-inspect.json");
        var said = run.GetProperty("slides")[0].GetProperty("problem").GetString();
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.Contains("apt-get install libopenslide0", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "slides", "extract", "x")]
    [InlineData(2, "slides", "extract", "x", "--encoder", "resnet18", "--output", "y", "--tissue", "nonsense", "--json")]
    [InlineData(2, "slides", "extract", "x", "--encoder", "resnet18", "--output", "y", "--patch", "3", "--json")]
    [InlineData(2, "slides", "extract", "x", "--encoder", "resnet18", "--output", "y", "--contour", "five_pt", "--json")]
    [InlineData(2, "slides", "extract", "x", "--encoder", "resnet18", "--output", "y", "--shard", "2/2", "--json")]
    [InlineData(1, "slides", "extract", "no-such-slide", "--encoder", "resnet18", "--output", "y", "--json")]
    [InlineData(1, "slides", "inspect", "no-such-slide", "--json")]
    public async Task What_cannot_be_done_is_said_in_words(int exitCode, params string[] arguments)
    {
        var run = await ToolRun.Of(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(run.Errors);
        if (arguments.Contains("--json")) ContractTests.Valid(run, exitCode, $"{arguments[0]}-{arguments[1]}.json");
    }

    private string[] Bags() =>
        [.. Directory.GetFiles(_folder.Sub("bags"), "*.h5").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private string Encoder()
    {
        var model = TinyEncoder.Write(_folder.Sub("tiny.onnx"));
        var description = _folder.Sub("tiny.json");
        new EncoderDescription { Name = "tiny", Model = "tiny.onnx", Sha256 = EncoderDescription.DigestOf(model) }.Save(description);
        return description;
    }

    private string Slide(string name, double? microns)
    {
        using var pink = Image.Black(320, 256, bands: 3) + new double[] { 210, 120, 180 };
        using var image = pink.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        var path = _folder.Sub($"slides/{name}.tiff");
        image.Tiffsave(
            path, compression: Enums.ForeignTiffCompression.Deflate, tile: true, resunit: Enums.ForeignTiffResunit.Cm,
            xres: 1000 / microns, yres: 1000 / microns);
        return path;
    }
}
