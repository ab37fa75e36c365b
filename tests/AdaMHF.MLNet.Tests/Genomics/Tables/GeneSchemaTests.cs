using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

public class GeneSchemaTests
{
    private static readonly string[] Names = ["TP53_rnaseq", "MYC_rnaseq"];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Genes_of_a_class_are_found_by_their_names_in_training_and_prediction()
    {
        var random = new Random(1);
        Patient[] patients = [.. Enumerable.Range(0, 20).Select(_ => new Patient { Genes = [random.NextSingle(), random.NextSingle()] })];
        var schema = GeneSchema.Of<Patient>(Names);
        var data = _ml.Data.LoadFromEnumerable(patients, schema);
        Assert.Equal(Names, SlotNames.Of(data.Schema["Genes"]));

        GeneGroups groups = new(new GeneGroup("Own", ["MYC"]));
        var model = _ml.Transforms.GroupGenomics(groups).Fit(data);
        var mean = patients.Average(patient => patient.Genes[1]);
        var engine = _ml.Model.CreatePredictionEngine<Patient, Grouped>(model, inputSchemaDefinition: schema);
        Assert.Equal(Math.Sign(0.9f - mean), Math.Sign(engine.Predict(new() { Genes = [0, 0.9f] }).Own[0]));
        Assert.Equal(0, engine.Predict(new() { Genes = [5, mean] }).Own[0], 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.GroupGenomics(groups).Fit(_ml.Data.LoadFromEnumerable(patients)));
    }

    [Fact]
    public void Names_that_fit_no_property_are_refused()
    {
        Assert.Throws<ArgumentException>(() => GeneSchema.Of<Patient>(Names, "Proteins"));
        Assert.Throws<ArgumentException>(() => GeneSchema.Of<Patient>(Names, "Age"));
        Assert.Throws<ArgumentException>(() => GeneSchema.Of<Patient>([]));
        Assert.Throws<ArgumentException>(() => GeneSchema.Of<Patient>(["A", "A"]));
    }

    private sealed class Patient
    {
        public float[] Genes { get; set; } = [];

        public float Age { get; set; }
    }

    private sealed class Grouped
    {
        public float[] Own { get; set; } = [];
    }
}
