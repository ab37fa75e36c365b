using System.Text.Json.Nodes;
using AdaMHF.Slides;
using AdaMHF.Testing;
using NetVips;

namespace AdaMHF.Tool.Tests;

/// <summary>An extraction that is killed again and again, two processes at a time, ends where an undisturbed one does.</summary>
[Trait("Category", "Soak")]
public class SlidesKillTests
{
    private const int Kills = 20;
    private const int Slides = 12;

    [Fact(Explicit = true)]
    public async Task Twenty_kills_and_the_same_bags()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var random = new Random(4);
        Directory.CreateDirectory(folder.Sub("slides"));
        for (var i = 0; i < Slides; i++) Draw(folder.Sub($"slides/s{i:00}.tiff"), i);
        new EncoderDescription
        {
            Name = "tiny",
            Model = "tiny.onnx",
            Sha256 = EncoderDescription.DigestOf(TinyEncoder.Write(folder.Sub("tiny.onnx"))),
        }.Save(folder.Sub("tiny.json"));

        await Done(Arguments("undisturbed"));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var one = ToolRun.Start(Arguments("killed"));
            using var two = ToolRun.Start(Arguments("killed"));
            await Task.Delay(random.Next(100, 1500), cancellation);
            foreach (var run in new[] { one, two })
            {
                if (!run.HasExited) run.Kill();
                await run.WaitForExitAsync(cancellation);
            }
        }
        await Done(Arguments("killed"));
        for (var i = 0; i < Slides; i++)
        {
            foreach (var file in new[] { $"s{i:00}.h5", $"overviews/s{i:00}.jpg" })
            {
                Assert.Equal(
                    await File.ReadAllBytesAsync(folder.Sub($"undisturbed/{file}"), cancellation),
                    await File.ReadAllBytesAsync(folder.Sub($"killed/{file}"), cancellation));
            }
            Assert.Equal(Entry(folder.Sub($"undisturbed/ledger/s{i:00}.json")), Entry(folder.Sub($"killed/ledger/s{i:00}.json")));
        }

        string[] Arguments(string output) =>
        [
            "slides", "extract", folder.Sub("slides"), "--encoder", folder.Sub("tiny.json"), "--output", folder.Sub(output),
            "--patch", "32", "--threads", "1",
        ];
    }

    private static string Entry(string file)
    {
        var entry = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        entry.Remove("seconds");
        return entry.ToJsonString();
    }

    private static async Task Done(string[] arguments)
    {
        var run = await ToolRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    private static void Draw(string path, int seed)
    {
        using var noise = Image.Gaussnoise(1500, 1200, sigma: 12, mean: 0, seed: seed);
        using var pink = noise + new double[] { 210, 120, 180 };
        using var image = pink.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        image.Tiffsave(
            path, compression: Enums.ForeignTiffCompression.Jpeg, tile: true, resunit: Enums.ForeignTiffResunit.Cm, xres: 2000, yres: 2000);
    }
}
