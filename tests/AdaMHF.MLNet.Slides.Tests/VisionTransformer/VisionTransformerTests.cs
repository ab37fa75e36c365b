using System.IO.Compression;
using System.Text.Json;
using AdaMHF.Networks;
using AdaMHF.Slides;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;
using SlideToRisk;

namespace AdaMHF.MLNet.Slides.Tests;

/// <summary>
/// The recipe of a pathology encoder, from PyTorch's export to a trained AdaMHF whose frozen residual starts from the encoder's first MLP.
/// The files are of torchvision's vision transformer (make_vit.py), in small.
/// </summary>
public sealed class VisionTransformerTests : IDisposable
{
    private const int Size = 32;

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 3);
    private readonly Dictionary<string, float[]> _expected =
        JsonSerializer.Deserialize<Dictionary<string, float[]>>(File.ReadAllText(Beside("vit.json")))!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_are_those_of_PyTorch()
    {
        using var encoder = PatchEncoder.Load(Description(), new() { BatchSize = 3 });
        var picture = Picture();
        var found = new float[3 * encoder.Width];
        encoder.Encode([picture, new(Size, Size, new byte[picture.Pixels.Length]), picture], found);
        Assert.Equal(16, encoder.Width);
        Assert.All(_expected["features"].Zip(found[..16]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.All(_expected["features"].Zip(found[32..]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        // What a wrong description would give is nowhere near.
        using var wrong = PatchEncoder.Load(Description() with { Channels = ChannelOrder.Bgr });
        var other = new float[16];
        wrong.Encode([picture], other);
        Assert.Contains(_expected["features"].Zip(other), pair => Math.Abs(pair.First - pair.Second) > 0.05);
    }

    [Fact]
    public void The_first_MLP_of_the_encoder_is_the_frozen_one_of_the_network()
    {
        Directory.CreateDirectory(_folder.Sub("slides"));
        var patients = Enumerable.Range(0, 8).Select(i =>
        {
            DrawnSlide.Write(_folder.Sub($"slides/P{i}.tiff"), denseColumns: 40 * i);
            return new Patient { PatientId = $"P{i}", Slides = [$"P{i}.tiff"], Time = 60 - (7 * i), Event = i % 3 > 0 };
        }).ToArray();
        var data = _ml.Data.LoadFromEnumerable(patients);
        var pipeline = _ml.Transforms.ExtractWsiFeatures("Bag", "Slides", new()
        {
            Encoder = Description(),
            CacheFolder = _folder.Sub("bags"),
            SlideFolder = _folder.Sub("slides"),
            Extraction = new() { Patches = new() { Size = 112 }, Threads = 1, Overviews = false },
        })
            .Append(_ml.Survival.Trainers.AdaMhf(new()
            {
                GenomicColumnNames = [],
                // As wide as the encoder's MLP, so that nothing has to be left out of it.
                Network = AdaMhfConfiguration.Compact with { TokenWidth = 16, FrozenWidth = 32, AttentionHeads = 2 },
                FrozenMlpFile = Beside("vit.pt"),
                Epochs = 2,
                CpuThreads = 1,
            }));

        using var model = pipeline.Fit(data);
        var zip = _folder.Sub("model.zip");
        _ml.Model.Save(model, data.Schema, zip);

        var stored = Weights(zip);
        foreach (var name in new[] { "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias" })
            Assert.Equal(_expected[name], stored[$"frozen.{name}"].ToSingles());
        var scores = model.Transform(data).GetColumn<float>("Score").ToArray();
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        Assert.Equal(8, scores.Distinct().Count());
        var loaded = _ml.Model.Load(zip, out _);
        Assert.Equal(scores, loaded.Transform(data).GetColumn<float>("Score"));
        (loaded as IDisposable)?.Dispose();
    }

    private static EncoderDescription Description() => EncoderDescription.Load(Beside("vit.encoder.json"));

    /// <summary>make_vit.py draws the same.</summary>
    private static RgbPicture Picture()
    {
        var pixels = new byte[3 * Size * Size];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / 3 % Size, i / 3 / Size, i % 3);
            pixels[i] = (byte)((7 * x) + (13 * y) + (29 * channel) + (x * y));
        }
        return new(Size, Size, pixels);
    }

    private static NamedTensors Weights(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        using var entry = archive.Entries.Single(entry => entry.Name == "Weights.safetensors").Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return SafeTensorsFile.Parse(bytes.ToArray(), zip);
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "VisionTransformer", file);
}
