using System.Diagnostics;
using System.Globalization;
using AdaMHF.PatchBags;
using AdaMHF.Slides;
using AdaMHF.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using SlideToRisk;

namespace AdaMHF.MLNet.Slides.Tests;

/// <summary>Slides in pipelines: the same bags as from a folder, in training, saving and in another process.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 3);
    private readonly List<Patient> _patients;

    public PipelineTests() => _patients = GeneratedTissue.Write(_folder.Sub("slides"), patients: 8, seed: 2);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_column_is_the_one_that_a_folder_of_bags_gives()
    {
        // One patient has two slides, one none.
        _patients[0].Slides = [.. _patients[0].Slides, .. _patients[1].Slides];
        _patients[1].Slides = [];
        var data = Rows();
        var estimator = Features();
        using var transformer = estimator.Fit(data);
        // Fitting and transforming read no slide.
        var transformed = transformer.Transform(data);
        Assert.False(Directory.Exists(_folder.Sub("bags")));
        Assert.Equal(PatchBagDataViewType.Instance, transformed.Schema["Bag"].Type);

        var extracted = Bags(transformed);
        var loaded = Bags(_ml.Transforms.LoadWsiBags("Bag", "Slides", _folder.Sub("bags")).Fit(data).Transform(data));
        Assert.Equal(loaded.Select(bag => bag.PatchCount), extracted.Select(bag => bag.PatchCount));
        Assert.Equal((2, 0), (extracted[0].Sources.Count, extracted[1].PatchCount));
        foreach (var (one, other) in loaded.Zip(extracted).Where(pair => pair.First.PatchCount > 0))
            Assert.Equal(one.Read([0]).Values.ToArray(), other.Read([0]).Values.ToArray());
        // A second pass reads what is there.
        var stamps = Directory.GetFiles(_folder.Sub("bags"), "*.h5").ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Bags(transformed);
        Assert.All(stamps, stamp => Assert.Equal(stamp.Value, File.GetLastWriteTimeUtc(stamp.Key)));
    }

    [Fact]
    public void A_model_scores_the_same_elsewhere_with_the_encoder_moved()
    {
        var data = Rows();
        var model = Features().Append(_ml.Survival.Trainers.AttnMil(new() { Epochs = 2, CpuThreads = 1, TimeBins = 2 })).Fit(data);
        _ml.Model.Save(model, data.Schema, _folder.Sub("model.zip"));
        var here = model.Transform(data).GetColumn<float>("Score").ToArray();
        Assert.True(here.Distinct().Count() > 4);

        // In this process, where everything is where it was.
        var loaded = _ml.Model.Load(_folder.Sub("model.zip"), out _);
        Assert.Equal(here, loaded.Transform(data).GetColumn<float>("Score"));

        File.Move(_folder.Sub("tiny.onnx"), _folder.Sub("moved.onnx"));
        Directory.Delete(_folder.Sub("bags"), recursive: true);
        string[] slides = [.. _patients.Select(patient => patient.Slides[0])];
        var (code, output, errors) = Score([_folder.Sub("model.zip"), .. slides]);
        Assert.NotEqual(0, code);
        Assert.Contains("There is no model", output + errors, StringComparison.Ordinal);
        (code, output, errors) = Score([
            _folder.Sub("model.zip"), .. slides, "--encoder", _folder.Sub("moved.onnx"), "--bags", _folder.Sub("other-bags"),
        ]);
        Assert.True(code == 0, errors);
        var there = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => float.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
        Assert.Equal(here, there);
    }

    [Fact]
    public void An_embedded_encoder_needs_no_file()
    {
        var data = Rows();
        using var transformer = Features(new() { CacheFolder = _folder.Sub("bags"), EmbedEncoder = true }).Fit(data);
        _ml.Model.Save(transformer, data.Schema, _folder.Sub("model.zip"));
        var expected = Bags(transformer.Transform(data))[2].Read([0]).Values.ToArray();
        File.Delete(_folder.Sub("tiny.onnx"));
        var loaded = _ml.Model.LoadSlideModel(
            _folder.Sub("model.zip"), out _, new() { CacheFolder = _folder.Sub("other"), SlideFolder = _folder.Sub("slides") });
        Assert.Equal(expected, Bags(loaded.Transform(data))[2].Read([0]).Values.ToArray());
    }

    [Fact]
    public void What_cannot_be_used_is_named_or_left_out()
    {
        _patients[3].Slides = ["absent.tiff"];
        var data = Rows();
        var strict = Features().Fit(data).Transform(data);
        Assert.Contains("absent.tiff", Assert.ThrowsAny<Exception>(() => Bags(strict)).ToString(), StringComparison.Ordinal);
        var lenient = Features(new() { CacheFolder = _folder.Sub("bags"), UnusableSlides = AbsentBagFile.TreatAsMissing });
        List<string> messages = [];
        _ml.Log += (_, entry) => messages.Add(entry.Message);
        Assert.Equal(0, Bags(lenient.Fit(data).Transform(data))[3].PatchCount);
        Assert.Contains(messages, message => message.Contains("absent.tiff", StringComparison.Ordinal));
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ExtractWsiFeatures("Bag", "Time", Options()).Fit(data));
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ExtractWsiFeatures("Bag", "Nobody", Options()).Fit(data));
    }

    /// <summary>Rows of patches through Microsoft.ML.OnnxTransformer have the bits of ONNX Runtime, called by our encoder.</summary>
    [Fact]
    public void The_transformer_of_MLNet_gives_the_same_bits()
    {
        using var slide = SlideImage.Open(_folder.Sub($"slides/{_patients[0].Slides[0]}"));
        RgbPicture[] patches =
            [.. Enumerable.Range(0, 3).Select(i => slide.Read(0, 100 * i, 80 * i, PatchPipeline.Size, PatchPipeline.Size))];
        using var encoder = PatchEncoder.Load(EncoderDescription.ResNet18());
        var ours = new float[3 * encoder.Width];
        encoder.Encode(patches, ours);
        var theirs = PatchPipeline.Features(_ml, encoder.Description.Model, patches.Select(patch => patch.Pixels));
        Assert.Equal(ours.Select(BitConverter.SingleToInt32Bits), theirs.SelectMany(row => row).Select(BitConverter.SingleToInt32Bits));
    }

    private WsiFeatureExtractingEstimator Features(WsiFeatureOptions? options = null)
    {
        var model = _folder.Sub("tiny.onnx");
        if (!File.Exists(model)) TinyEncoder.Write(model);
        return _ml.Transforms.ExtractWsiFeatures("Bag", "Slides", (options ?? Options()) with
        {
            Encoder = new() { Name = "tiny", Model = model, Sha256 = EncoderDescription.DigestOf(model) },
            SlideFolder = _folder.Sub("slides"),
            Extraction = new() { Patches = new() { Size = 112 }, Threads = 1, Overviews = false },
        });
    }

    private WsiFeatureOptions Options() => new() { CacheFolder = _folder.Sub("bags") };

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(_patients);

    private static PatchBag[] Bags(IDataView data)
    {
        List<PatchBag> bags = [];
        var column = data.Schema["Bag"];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<PatchBag>(column);
        while (cursor.MoveNext())
        {
            var bag = PatchBag.Empty;
            getter(ref bag);
            bags.Add(bag);
        }
        return [.. bags];
    }

    private static (int Code, string Output, string Errors) Score(string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "SlideToRisk.dll"), "score", .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
