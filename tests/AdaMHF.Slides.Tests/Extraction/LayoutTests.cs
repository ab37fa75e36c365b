using System.Reflection;
using System.Text.Json;

namespace AdaMHF.Slides.Tests;

/// <summary>What a bag holds, as h5py shows it to CLAM and TRIDENT.</summary>
public class LayoutTests
{
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.8, false)]
    public void A_bag_holds_what_CLAMs_and_TRIDENTs_hold(double target, bool isExact)
    {
        Python.Need("h5py");
        using var folder = new TemporaryFolder();
        using var encoder = PatchEncoder.Load(Encoders.Tiny(folder));
        var slide = Drawn.Write(Drawn.Picture(300, 200, Drawn.Tissue), folder.Sub("S1.tiff"), 0.5, tile: 64);
        var extractor = new SlideExtractor(encoder, new(folder.Sub("bags")), new()
        {
            Patches = new() { MicronsPerPixel = target, Size = 40, Overlap = 8 },
        });
        var record = extractor.Run([slide], cancellation: TestContext.Current.CancellationToken)[0];
        using var bag = JsonDocument.Parse(Python.Oracle("bag.py", extractor.Folder.BagOf("S1")));
        Assert.Equal(["coords", "features"], Texts(bag.RootElement.GetProperty("names")));
        var (features, coords) = (bag.RootElement.GetProperty("features"), bag.RootElement.GetProperty("coords"));
        Assert.Equal(("float32", $"[{record.Patches}, 6]"), (Text(features, "type"), Text(features, "shape")));
        Assert.Equal(("int64", $"[{record.Patches}, 2]", "[0, 0]"), (Text(coords, "type"), Text(coords, "shape"), Text(coords, "first")));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["adamhf_version"] = Version,
                ["encoder"] = "tiny",
                ["encoder_sha256"] = encoder.Description.Sha256,
                ["microns_per_pixel"] = isExact ? "0.5" : "0.8",
                ["name"] = "S1",
                ["savetodir"] = ".",
            },
            Attributes(features));
        var trident = new Dictionary<string, string>
        {
            ["level0_height"] = "200",
            ["level0_magnification"] = "20",
            ["level0_width"] = "300",
            ["name"] = "S1",
            ["overlap"] = "8",
            ["patch_size"] = "40",
            ["patch_size_level0"] = isExact ? "40" : "64",
            ["savetodir"] = ".",
            ["target_magnification"] = isExact ? "20" : "12.5",
        };
        var clam = new Dictionary<string, string>
        {
            ["downsample"] = "[1.0, 1.0]",
            ["downsampled_level_dim"] = "[300, 200]",
            ["level_dim"] = "[300, 200]",
            ["patch_level"] = "0",
            ["save_path"] = ".",
        };
        // CLAM reads patch_size pixels of patch_level: of resampled patches it cannot say that.
        Assert.Equal(isExact ? trident.Concat(clam).ToDictionary() : trident, Attributes(coords));
    }

    private static string Version { get; } =
        typeof(LayoutTests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static Dictionary<string, string> Attributes(JsonElement dataset) =>
        dataset.GetProperty("attributes").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString());

    private static string Text(JsonElement dataset, string name) => dataset.GetProperty(name).ToString();

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(one => one.GetString()!);
}
