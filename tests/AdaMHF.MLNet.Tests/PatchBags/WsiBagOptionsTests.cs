using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public sealed class WsiBagOptionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-bags-");
    private readonly MLContext _ml = new(seed: 1);

    public WsiBagOptionsTests()
    {
        ClamH5Writer.Write(PathOf("A.h5"), Patches(3, 1));
        SafeTensorsBagWriter.Write(PathOf("B.safetensors"), Patches(7, 2));
        ClamH5Writer.Write(PathOf("C.h5"), Patches(7, 3));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(SeveralSlides.All, new[] { 17, 3, 7, 0 })]
    [InlineData(SeveralSlides.First, new[] { 3, 3, 7, 0 })]
    [InlineData(SeveralSlides.Largest, new[] { 7, 3, 7, 0 })]
    public void Several_slides_of_a_patient_become_all_the_first_or_the_largest(SeveralSlides policy, int[] expected)
    {
        var options = new WsiBagOptions { SeveralSlides = policy, AbsentFiles = AbsentBagFile.TreatAsMissing };
        var bags = Load(options, new("A.svs", "B.svs", "C.svs"), new("A.svs"), new("absent", "B.svs"), new Slides());

        Assert.Equal(expected, bags.Select(bag => bag.PatchCount));
        if (policy == SeveralSlides.Largest) Assert.Equal([PathOf("B.safetensors")], bags[0].Sources);
    }

    [Fact]
    public void A_budget_keeps_a_sample_that_depends_on_seed_and_slide_only()
    {
        PatchBag[] Bags(int? seed) => Load(new() { PatchBudget = 4, Seed = seed }, new("A"), new("B"), new("C"), new("B", "C"));

        Assert.Equal([3, 4, 4, 4], Bags(5).Select(bag => bag.PatchCount));
        Assert.Equal(Columns(Bags(5)), Columns(Bags(5)));
        Assert.NotEqual(Columns(Bags(5)), Columns(Bags(6)));
        // Bags of equally many patches lose different ones.
        var bags = Bags(5);
        Assert.NotEqual(Second(bags[1]), Second(bags[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Load(new() { PatchBudget = 0 }, new Slides("A")));
    }

    [Fact]
    public void Slides_without_a_file_are_counted_in_the_log_once_per_pass()
    {
        var log = new List<string>();
        _ml.Log += (_, message) => { lock (log) log.Add(message.RawMessage); };

        Load(new() { AbsentFiles = AbsentBagFile.TreatAsMissing }, new("A", "x"), new("y", "z"), new("B"), new Slides());

        var line = Assert.Single(log, message => message.Contains("no bag file", StringComparison.Ordinal));
        Assert.StartsWith("3 slides", line, StringComparison.Ordinal);
        Assert.Contains("1 patients have no pathology", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_kept_in_the_model_zip()
    {
        var data = _ml.Data.LoadFromEnumerable([new Slides("A", "B"), new Slides("absent")]);
        var model = _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _folder.FullName, new WsiBagOptions
        {
            AbsentFiles = AbsentBagFile.TreatAsMissing,
            SeveralSlides = SeveralSlides.Largest,
            PatchBudget = 5,
            Seed = 9,
        }).Fit(data);
        _ml.Model.Save(model, data.Schema, PathOf("model.zip"));

        var loaded = new MLContext().Model.Load(PathOf("model.zip"), out _);

        Assert.Equal(Columns(Bags(model.Transform(data))), Columns(Bags(loaded.Transform(data))));
        Assert.Equal([5, 0], Bags(loaded.Transform(data)).Select(bag => bag.PatchCount));
    }

    [Fact]
    public void A_folder_is_inspected_by_the_slide_ids_of_the_data_and_reported_as_a_table()
    {
        ClamH5Writer.Write(PathOf("D.h5"), new(new float[12], 6));
        var data = _ml.Data.LoadFromEnumerable([new Slides("A.svs", "B.svs"), new Slides("absent.svs", "D.svs"), new Slides()]);

        var report = _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _folder.FullName)
            .Inspect(data, cancellation: TestContext.Current.CancellationToken);
        var table = report.ToDataFrame();

        Assert.Equal(["A.svs", "B.svs", "absent.svs", "D.svs"], report.Slides.Select(slide => slide.SlideId));
        Assert.Equal(["matched", "matched", "absent", "suspicious", "unmatched"], table["Status"].Cast<string>());
        Assert.Equal([3, 7, null, 2, null], table["Patches"].Cast<int?>());
        Assert.Equal([4, 4, null, 6, null], table["Width"].Cast<int?>());
        Assert.Equal(PathOf("C.h5"), table["File"][4]);
        Assert.Equal("EqualRows, ConstantRows, OtherWidth", table["Findings"][3]);
    }

    [Fact]
    public void Two_cursors_on_two_threads_over_the_same_files_give_identical_rows()
    {
        string[][] slides = [["A", "C"], ["B"], ["C", "B", "A"]];
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Slides(slides[i % 3])));
        var bags = _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _folder.FullName).Fit(data).Transform(data);
        var rows = new float[2][][];
        using var together = new Barrier(2);

        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, reader =>
        {
            var read = new List<float[]>();
            using var cursor = bags.GetRowCursor([bags.Schema["Bag"]]);
            var getter = cursor.GetGetter<PatchBag>(bags.Schema["Bag"]);
            together.SignalAndWait(TimeSpan.FromSeconds(20));
            while (cursor.MoveNext())
            {
                PatchBag bag = PatchBag.Empty;
                getter(ref bag);
                read.Add(bag.ReadAll().Values);
            }
            rows[reader] = [.. read];
        });

        Assert.Equal(200, rows[0].Length);
        Assert.Equal(rows[0], rows[1]);
    }

    [Fact]
    public void Vectors_in_memory_are_bags_too()
    {
        InMemory[] patients = [new([1, 2, 3, 4, 5, 6]), new([]), new([float.NaN, float.NaN, float.NaN])];
        var data = _ml.Data.LoadFromEnumerable(patients);
        var converter = _ml.Transforms.ConvertToPatchBags("Bag", "Features", width: 3).Fit(data);
        _ml.Model.Save(converter, data.Schema, PathOf("vectors.zip"));

        foreach (var model in new[] { converter, new MLContext().Model.Load(PathOf("vectors.zip"), out _) })
        {
            var bags = Bags(model.Transform(data));
            Assert.Equal([2, 0, 0], bags.Select(bag => bag.PatchCount));
            Assert.Equal([4, 5, 6], bags[0].ReadAll().Row(1).ToArray());
        }
        var other = _ml.Transforms.ConvertToPatchBags("Bag", "Features", width: 4).Fit(data).Transform(data);
        var error = Assert.Throws<InvalidOperationException>(() => Bags(other));
        Assert.Contains("6 values", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ConvertToPatchBags("Bag", "Name", width: 4).Fit(data));
    }

    private PatchBag[] Load(WsiBagOptions options, params Slides[] rows)
    {
        var data = _ml.Data.LoadFromEnumerable(rows);
        return Bags(_ml.Transforms.LoadWsiBags("Bag", "SlideIds", _folder.FullName, options).Fit(data).Transform(data));
    }

    private static PatchBag[] Bags(IDataView data) => [.. data.GetColumn<PatchBag>("Bag")];

    private static float[][] Columns(IEnumerable<PatchBag> bags) => [.. bags.Select(bag => bag.ReadAll().Values)];

    private static float[] Second(PatchBag bag) =>
        [.. Enumerable.Range(0, bag.PatchCount).Select(patch => bag.ReadAll().Row(patch)[1])];

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    // Feature 0 tells the slide, feature 1 the patch.
    private static PatchFeatures Patches(int count, float slide) =>
        new([.. Enumerable.Range(0, count).SelectMany(patch => new[] { slide, patch, patch * slide, 0.5f })], 4);

    private sealed class Slides(params string[] ids)
    {
        public string[] SlideIds { get; } = ids;
    }

    private sealed record InMemory(float[] Features)
    {
        public string Name { get; } = "a";
    }
}
