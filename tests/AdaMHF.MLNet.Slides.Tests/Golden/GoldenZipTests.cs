using System.Globalization;
using System.Runtime.CompilerServices;
using AdaMHF.Slides;
using AdaMHF.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using SlideToRisk;

namespace AdaMHF.MLNet.Slides.Tests;

/// <summary>
/// Pipelines from slide to risk, saved by released versions: they must load and score the same in every later one. The slides are drawn
/// anew, without loss, so that every version reads the same pixels.
/// </summary>
public sealed class GoldenZipTests : IDisposable
{
    private const string Version = "0.2";
    private const int Patients = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 3);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.1", "embedded")]
    [InlineData("0.1", "by-path")]
    [InlineData(Version, "embedded")]
    [InlineData(Version, "by-path")]
    public void It_loads_and_scores_the_same(string version, string name)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", version, name);
        var expected = File.ReadAllLines($"{golden}.csv").Select(line => float.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        var places = new SlideModelPlaces
        {
            CacheFolder = _folder.Sub("bags"),
            SlideFolder = _folder.Sub("slides"),
            Encoder = name == "embedded" ? null : TinyEncoder.Write(_folder.Sub("elsewhere.onnx")),
        };
        var model = _ml.Model.LoadSlideModel($"{golden}.zip", out _, places);
        var found = model.Transform(Rows()).GetColumn<float>(SurvivalColumns.Score).ToArray();
        (model as IDisposable)?.Dispose();
        Assert.Equal(Patients, expected.Distinct().Count());
        Assert.Equal(expected.Length, found.Length);
        // Other processors add up matrix products in another order.
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First))));
    }

    /// <summary>Run once per version before its release. A zip that exists is never written again.</summary>
    [Fact(Explicit = true)]
    public void Writes_those_that_are_missing()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Source(), Version)).FullName;
        foreach (var name in new[] { "embedded", "by-path" })
        {
            var zip = Path.Combine(folder, $"{name}.zip");
            if (File.Exists(zip)) continue;
            var data = Rows();
            var trainer = _ml.Survival.Trainers.AttnMil(new()
            {
                Network = new() { TokenWidth = 16, AttentionWidth = 8, HiddenWidth = 8 },
                Epochs = 40,
                LearningRate = 0.02,
                CpuThreads = 1,
                TimeBins = 2,
            });
            using var model = Features(embed: name == "embedded").Append(trainer).Fit(data);
            _ml.Model.Save(model, data.Schema, zip);
            var scores = model.Transform(data).GetColumn<float>(SurvivalColumns.Score)
                .Select(score => score.ToString("R", CultureInfo.InvariantCulture));
            File.WriteAllLines(Path.ChangeExtension(zip, ".csv"), scores);
        }
    }

    private WsiFeatureExtractingEstimator Features(bool embed)
    {
        var encoder = TinyEncoder.Write(_folder.Sub("tiny.onnx"));
        return _ml.Transforms.ExtractWsiFeatures("Bag", "Slides", new()
        {
            CacheFolder = _folder.Sub("bags"),
            SlideFolder = _folder.Sub("slides"),
            Encoder = new() { Name = "tiny", Model = encoder, Sha256 = EncoderDescription.DigestOf(encoder) },
            EmbedEncoder = embed,
            Extraction = new() { Patches = new() { Size = 112 }, Threads = 1, Overviews = false },
        });
    }

    private IDataView Rows()
    {
        Directory.CreateDirectory(_folder.Sub("slides"));
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, Patients).Select(i =>
        {
            DrawnSlide.Write(_folder.Sub($"slides/P{i}.tiff"), denseColumns: 40 * i);
            return new Patient { PatientId = $"P{i}", Slides = [$"P{i}.tiff"], Time = 60 - (7 * i), Event = i % 3 > 0 };
        }).ToArray());
    }

    private static string Source([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
