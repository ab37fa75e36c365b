using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using AdaMHF.PatchBags;
using AdaMHF.TensorFiles;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// Zips that declare or unpack to far more than they hold. Not parallel with other tests, whose allocations would be counted too.
/// </summary>
[Collection(nameof(ModelLimitTests))]
[CollectionDefinition(nameof(ModelLimitTests), DisableParallelization = true)]
public sealed class ModelLimitTests : IClassFixture<SmallStudy>
{
    private const long Most = 200_000_000;

    private readonly SmallStudy _study;
    private readonly string _zip;
    private readonly string _bomb;

    public ModelLimitTests(SmallStudy study)
    {
        _study = study;
        (_zip, _bomb) = (_study.TemporaryFile("sound.zip"), _study.TemporaryFile($"bomb-{Guid.NewGuid():N}.zip"));
        if (!File.Exists(_zip)) _study.ML.Model.SaveSurvivalModel(_study.Model, _study.Cohort.Data.Schema, _zip);
    }

    [Theory]
    [InlineData("Weights.safetensors", 64L << 20)]
    [InlineData("Settings.json", 64L << 20)]
    public void What_unpacks_to_a_multiple_is_refused_before_it_is_unpacked(string entry, long bytes)
    {
        using (var sound = ZipFile.OpenRead(_zip))
        using (var bomb = new ZipArchive(File.Create(_bomb), ZipArchiveMode.Create))
        {
            foreach (var original in sound.Entries)
            {
                using var target = bomb.CreateEntry(original.FullName, CompressionLevel.Optimal).Open();
                using var source = original.Open();
                source.CopyTo(target);
                if (original.Name == entry) Fill(target, bytes);
            }
        }
        var message = Refused(_bomb);
        Assert.Contains(entry, message, StringComparison.Ordinal);
        Assert.Contains(nameof(FileLimits), message, StringComparison.Ordinal);
        // Where ML.NET loads, the component that belongs to this library looks first.
        Assert.Contains(nameof(FileLimits), RefusedByPlainLoad(_bomb), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Network.PatchWidth", "20000000")]
    [InlineData("Network.TokenWidth", "200000")]
    [InlineData("Network.ExpertsPerLayer", "[1000000]")]
    [InlineData("Network.StagesPerUnit", "1000000000")]
    [InlineData("Network.ExpertWidth", "2000000000")]
    [InlineData("Network.GenomicHiddenWidth", "2147483647")]
    public void Sizes_beyond_the_weights_are_refused_before_the_network_is_built(string place, string value)
    {
        RepackedZip.WriteSettings(_zip, _bomb, place, JsonNode.Parse(value));
        if (place == "Network.PatchWidth")
        {
            RepackedZip.WriteSettings(_bomb, _bomb + "2", "Columns.PatchWidth", JsonNode.Parse(value));
            File.Move(_bomb + "2", _bomb, overwrite: true);
        }
        Assert.Contains("larger network than the weights", Refused(_bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_hundred_thousand_groups_are_refused()
    {
        const int Groups = 200_000;
        RepackedZip.WriteSettings(
            _zip, _bomb, "Columns.GenomicGroupSizes", new JsonArray([.. Enumerable.Range(0, Groups).Select(_ => JsonValue.Create(1))]));
        Assert.Contains(nameof(FileLimits.GenomicGroups), Refused(_bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void A_multitude_of_values_is_refused_before_they_are_parsed()
    {
        var random = new Random(1);
        var digits = new char[20_000_000];
        for (var place = 0; place < digits.Length; place += 2) (digits[place], digits[place + 1]) = ((char)('1' + random.Next(9)), ',');
        RepackedZip.Write(_zip, _bomb, (name, bytes) => name.Contains("002/Settings", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes($"{{\"Columns\":[{new string(digits)}0]}}")
            : bytes);
        Assert.Contains(nameof(FileLimits.SettingsValues), Refused(_bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_a_multitude_of_tensors_is_refused_before_it_is_parsed()
    {
        RepackedZip.Write(_zip, _bomb, (name, bytes) => Path.GetFileName(name) == "Weights.safetensors" ? Header(9 << 20) : bytes);
        Assert.Contains(nameof(FileLimits.WeightHeaderBytes), Refused(_bomb), StringComparison.Ordinal);

        static byte[] Header(int length)
        {
            var (random, text) = (new Random(1), new StringBuilder("{"));
            while (text.Length < length)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $"\"{random.NextInt64():x}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}},");
            }
            var json = Encoding.ASCII.GetBytes(text.ToString(0, text.Length - 1) + "}");
            return [.. BitConverter.GetBytes((long)json.Length), .. json];
        }
    }

    [Fact]
    public void A_multitude_of_entries_is_refused_and_a_limit_can_be_raised()
    {
        File.Copy(_zip, _bomb);
        using (var archive = ZipFile.Open(_bomb, ZipArchiveMode.Update))
        {
            for (var entry = 0; entry < 40; entry++) archive.CreateEntry($"Other/{entry}");
        }
        var options = new ModelLoadOptions { Limits = new() { ModelEntries = 30 } };
        var error = Assert.Throws<ModelZipException>(() => new MLContext().Model.LoadSurvivalModel(_bomb, options, out _));
        Assert.Contains(nameof(FileLimits.ModelEntries), error.Message, StringComparison.Ordinal);
        (new MLContext().Model.LoadSurvivalModel(_bomb, out _) as IDisposable)!.Dispose();
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_refused_by_name(float value)
    {
        RepackedZip.Write(_zip, _bomb, (name, bytes) =>
        {
            if (Path.GetFileName(name) != "Weights.safetensors") return bytes;
            var weights = SafeTensorsFile.Parse(bytes, name);
            var first = weights.Tensors["head.hazards.weight"];
            var values = first.ToSingles();
            values[1] = value;
            var changed = new Dictionary<string, StoredTensor>(weights.Tensors)
            {
                ["head.hazards.weight"] = StoredTensor.FromSingles(values, [.. first.Shape]),
            };
            using var stream = new MemoryStream();
            SafeTensorsFile.Write(stream, new(changed));
            return stream.ToArray();
        });
        Assert.Contains("head.hazards.weight", Refused(_bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_does_not_fit_into_memory_says_what_it_asked_for()
    {
        var options = SmallStudy.Options with { Network = SmallStudy.TinyNetwork with { TokenWidth = 200_000, AttentionWidth = 8 } };
        var error = Assert.Throws<InsufficientMemoryException>(() => _study.Pipeline(_study.ML, options).Fit(_study.Split.TrainSet));
        Assert.Contains("GB", error.Message, StringComparison.Ordinal);
        Assert.Contains("200000", error.Message, StringComparison.Ordinal);
    }

    private static string Refused(string path)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (resident, peak) = (Environment.WorkingSet, 0L);
        using var ended = new CancellationTokenSource();
        var watch = new Thread(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                Thread.Sleep(5);
            }
        });
        watch.Start();
        var error = Assert.Throws<ModelZipException>(() => new MLContext().Model.LoadSurvivalModel(path, out _));
        ended.Cancel();
        watch.Join();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Most);
        Assert.InRange(peak - resident, long.MinValue, Most);
        return error.Message;
    }

    private static string RefusedByPlainLoad(string path)
    {
        var error = Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(path, out _));
        return error.GetBaseException().Message;
    }

    private static void Fill(Stream stream, long bytes)
    {
        var block = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
        for (var written = 0L; written < bytes; written += block.Length) stream.Write(block);
    }
}
