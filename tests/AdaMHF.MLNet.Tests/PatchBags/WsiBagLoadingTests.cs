using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public sealed class WsiBagLoadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-bags-");
    private readonly MLContext _ml = new(seed: 1);

    public WsiBagLoadingTests()
    {
        Write("A.h5", 3, 1);
        Write("B.h5", 2, 5);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_slides_of_a_patient_are_one_bag_in_their_order()
    {
        var bag = Assert.Single(Load(new Slides("B.svs", "A.svs")));
        Assert.Equal((5, 4), (bag.PatchCount, bag.Width));
        Assert.Equal([5, 5, 1, 1, 1], Enumerable.Range(0, 5).Select(patch => bag.ReadAll().Row(patch)[0]));
    }

    [Fact]
    public void A_patient_without_slide_has_an_empty_bag() => Assert.True(Assert.Single(Load(new Slides())).IsEmpty);

    [Fact]
    public void A_single_slide_column_works_too()
    {
        var data = _ml.Data.LoadFromEnumerable([new OneSlide("A.svs"), new OneSlide("")]);
        var bags = _ml.Transforms.LoadWsiBags("Bag", "SlideId", _folder.FullName).Fit(data).Transform(data).GetColumn<PatchBag>("Bag");
        Assert.Equal([3, 0], bags.Select(bag => bag.PatchCount));
    }

    [Fact]
    public void An_absent_file_is_an_error_that_names_slide_file_and_remedy()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Load(new Slides("A.svs", "C.svs")));
        Assert.Contains("'C.svs'", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.FullName, "C.h5"), error.Message, StringComparison.Ordinal);
        Assert.Contains("TreatAsMissing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_files_may_be_treated_as_missing()
    {
        var bags = Load(AbsentBagFile.TreatAsMissing, new Slides("C.svs"), new Slides("A.svs", "C.svs"));
        Assert.Equal([0, 3], bags.Select(bag => bag.PatchCount));
    }

    [Fact]
    public void An_absent_folder_is_refused_when_fitting()
    {
        var data = _ml.Data.LoadFromEnumerable([new Slides("A.svs")]);
        var error = Assert.Throws<DirectoryNotFoundException>(
            () => _ml.Transforms.LoadWsiBags("Bag", "SlideIds", "/no/such/folder").Fit(data));
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_no_text_is_refused()
    {
        var data = _ml.Data.LoadFromEnumerable([new Slides("A.svs")]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.LoadWsiBags("Bag", "Number", _folder.FullName).Fit(data));
        Assert.Contains("Schema mismatch for slide id column 'Number'", error.Message, StringComparison.Ordinal);
    }

    private PatchBag[] Load(params Slides[] rows) => Load(AbsentBagFile.Error, rows);

    private PatchBag[] Load(AbsentBagFile absent, params Slides[] rows)
    {
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _folder.FullName, absent).Fit(data);
        return [.. model.Transform(data).GetColumn<PatchBag>("Bag")];
    }

    private void Write(string file, int patches, float value) =>
        ClamH5Writer.Write(Path.Combine(_folder.FullName, file), new PatchFeatures([.. Enumerable.Repeat(value, patches * 4)], 4));

    private sealed class Slides(params string[] ids)
    {
        public string[] SlideIds { get; } = ids;

        public float Number { get; } = 1;
    }

    private sealed record OneSlide(string SlideId);
}
