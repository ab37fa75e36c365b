using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public sealed class StandardizeBagsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-standard-");
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Bags_are_standardised_by_the_training_rows_and_missing_ones_stay_missing()
    {
        var train = Rows(new("P-1", [0, 10, 2, 10]), new("P-2", [5, 10]), new("P-3", []));
        var model = _ml.Transforms.StandardizeBags("Bag").Fit(train);
        // Means of the two patients with patches are 1 and 5; their variance around 3 is ((9 + 1) / 2 + 4) / 2.
        Assert.Equal([3, 10], model.Scaling.Means);
        Assert.Equal([Math.Sqrt(4.5), 0], model.Scaling.Deviations);

        var bags = model.Transform(Rows(new("P-4", [3, -7]), new("P-5", []))).GetColumn<PatchBag>("Bag").ToArray();
        Assert.Equal([0, 0], bags[0].ReadAll().Values);
        Assert.True(bags[1].IsEmpty);
    }

    [Fact]
    public void Transform_reads_no_bag()
    {
        var file = Path.Combine(_folder.FullName, "A.h5");
        ClamH5Writer.Write(file, new PatchFeatures([1, 2, 3, 4], 2));
        var data = _ml.Data.LoadFromEnumerable([new { SlideIds = new[] { "A.svs" } }]);
        var model = _ml.Transforms.LoadWsiBags("Raw", "SlideIds", _folder.FullName)
            .Append(_ml.Transforms.StandardizeBags("Bag", "Raw")).Fit(data);
        var bag = Assert.Single(model.Transform(data).GetColumn<PatchBag>("Bag"));
        // Written after the transform has given the bag.
        ClamH5Writer.Write(file, new PatchFeatures([2, 3, 2, 3, 2, 5], 2));
        Assert.Equal([0f, 0, 0, 0, 0, 2], bag.ReadAll().Values);
    }

    [Fact]
    public void A_saved_model_standardises_one_patient_at_a_time()
    {
        var train = Rows(new("P-1", [-1e7f, 1]), new("P-2", [1e7f, float.NaN]));
        var options = new BagStandardizingOptions { SignedLog = true, MissingValues = BagMissingValues.TrainingMean };
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.StandardizeBags("Bag", options: options).Fit(train), train.Schema, stream);
        using var engine = _ml.Model.CreatePredictionEngine<Patient, Standardised>(new MLContext().Model.Load(stream, out _));

        var bag = engine.Predict(new("P-9", [1e7f, float.NaN])).Bag;
        Assert.Equal([1f, 0], bag.ReadAll().Values);
        Assert.True(engine.Predict(new("P-9", [])).Bag.IsEmpty);
        var half = engine.Predict(new("P-9", [MathF.Sqrt(1e7f + 1) - 1, 1])).Bag;
        Assert.Equal(0.5f, half.ReadAll().Values[0], 1e-5f);
    }

    [Fact]
    public void A_feature_that_is_not_finite_is_refused_with_patient_and_column()
    {
        var wrong = Assert.Throws<PatchBagException>(
            () => _ml.Transforms.StandardizeBags("Bag").Fit(Rows(new("P-1", [1, 2]), new("P-2", [1, float.NaN]))));
        Assert.Contains("Patient P-2 has a patch whose feature 1 is NaN", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_without_any_patch_is_refused() => Assert.Contains(
        "'Bag'",
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.StandardizeBags("Bag").Fit(Rows(new Patient("P-1", [])))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_vector_becomes_a_bag_of_one_patch_where_no_width_is_named()
    {
        var data = _ml.Data.LoadFromEnumerable([new { Path = new float[] { 1, 2, 3 } }, new { Path = Array.Empty<float>() }]);
        var bags = _ml.Transforms.ConvertToPatchBags("Bag", "Path", width: null).Fit(data).Transform(data).GetColumn<PatchBag>("Bag")
            .ToArray();
        Assert.Equal([(1, 3), (0, 0)], bags.Select(bag => (bag.PatchCount, bag.Width)));
        Assert.Equal([1, 2, 3], bags[0].ReadAll().Values);
    }

    private IDataView Rows(params Patient[] patients) => _ml.Data.LoadFromEnumerable(patients);

    private sealed class Patient
    {
        public Patient() { }

        public Patient(string id, float[] patches) =>
            (PatientId, Bag) = (id, patches.Length == 0 ? PatchBag.Empty : PatchBag.FromMemory(patches, 2));

        public string PatientId { get; set; } = "";

        [PatchBagType]
        public PatchBag Bag { get; set; } = PatchBag.Empty;
    }

    private sealed class Standardised
    {
        [PatchBagType]
        public PatchBag Bag { get; set; } = PatchBag.Empty;
    }
}
