using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class EncodeClinicalTests
{
    private static readonly MLContext ML = new(seed: 1);

    private static readonly Row[] Training =
    [
        new("I", 50, true), new("I", 60, false), new("II", 70, true), new("II", float.NaN, true), new("", 80, false), new("IV", 40, true),
    ];

    [Fact]
    public void Numbers_and_categories_have_mean_zero_over_the_training_rows()
    {
        var model = Fit(minPatients: 2);
        Assert.Equal(["stage=I", "stage=II", "age", "smoker"], model.SlotNames);
        var codes = Codes(model, Training);
        // Ages 50 60 70 80 40: mean 60, variance 200. Stages of five patients: two, two, and one too rare for a value of its own.
        Assert.Equal([0.6f, -0.4f, -10 / MathF.Sqrt(200), Smoker(1)], codes[0], Near);
        Assert.Equal([-0.4f, 0.6f, 0, Smoker(1)], codes[3], Near);
        Assert.Equal([0, 0, 20 / MathF.Sqrt(200), Smoker(0)], codes[4], Near);
        Assert.Equal([0, 0, -20 / MathF.Sqrt(200), Smoker(1)], codes[5], Near);
        Assert.Equal(0, codes.Sum(row => row[2]), 1e-5);
        Assert.Equal(0, codes.Sum(row => row[3]), 1e-5);

        static float Smoker(int value) => (value - (4 / 6f)) / MathF.Sqrt(2 / 9f);
    }

    [Fact]
    public void New_rows_are_coded_by_the_training_rows()
    {
        var codes = Codes(Fit(minPatients: 2), [new("X", 60, true), new(" II ", 100, true)]);
        Assert.Equal([0, 0, 0], codes[0][..3], Near);
        Assert.Equal([-0.4f, 0.6f, 40 / MathF.Sqrt(200)], codes[1][..3], Near);
    }

    [Fact]
    public void A_row_without_any_value_is_a_missing_modality()
    {
        var data = ML.Data.LoadFromEnumerable(Training);
        var model = ML.Transforms.EncodeClinical("Clinical", ["Stage", "Age"], minPatients: 1).Fit(data);
        var codes = Codes(model, [new("", float.NaN, true), new("", 60, true)]);
        Assert.All(codes[0], value => Assert.True(float.IsNaN(value)));
        Assert.All(codes[1], value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Saved_and_loaded_it_codes_the_same()
    {
        var data = ML.Data.LoadFromEnumerable(Training);
        var model = Fit(minPatients: 2);
        var loaded = SmallStudy.Reloaded(model, data.Schema);
        Assert.Equal(Codes(model, Training), Codes(loaded, Training));
    }

    [Fact]
    public void What_cannot_be_a_clinical_column_is_refused_by_name()
    {
        var data = ML.Data.LoadFromEnumerable(Training);
        Assert.Throws<ArgumentException>(() => ML.Transforms.EncodeClinical("Clinical", []));
        Assert.Throws<ArgumentException>(() => ML.Transforms.EncodeClinical("Clinical", ["Age", "Age"]));
        var absent = Assert.ThrowsAny<ArgumentException>(() => ML.Transforms.EncodeClinical("Clinical", ["Weight"]).Fit(data));
        Assert.Contains("'Weight'", absent.Message, StringComparison.Ordinal);
        var vector = ML.Transforms.Concatenate("Pair", "Age", "Age").Fit(data).Transform(data);
        Assert.ThrowsAny<ArgumentException>(() => ML.Transforms.EncodeClinical("Clinical", ["Pair"]).Fit(vector));
        var infinite = ML.Data.LoadFromEnumerable<Row>([new("I", float.PositiveInfinity, true)]);
        var refused = Assert.Throws<InvalidOperationException>(() => ML.Transforms.EncodeClinical("Clinical", ["Age"]).Fit(infinite));
        Assert.Contains("'Age'", refused.Message, StringComparison.Ordinal);
    }

    private static ClinicalEncodingTransformer Fit(int minPatients) => ML.Transforms
        .EncodeClinical("Clinical", ["stage", "age", "smoker"], minPatients)
        .Fit(Renamed(Training));

    private static IDataView Renamed(IEnumerable<Row> rows)
    {
        var data = ML.Data.LoadFromEnumerable(rows);
        return ML.Transforms.CopyColumns("stage", "Stage").Append(ML.Transforms.CopyColumns("age", "Age"))
            .Append(ML.Transforms.CopyColumns("smoker", "Smoker")).Fit(data).Transform(data);
    }

    private static float[][] Codes(ITransformer model, IEnumerable<Row> rows) =>
        [.. model.Transform(Renamed(rows)).GetColumn<float[]>("Clinical")];

    private static bool Near(float one, float other) => Math.Abs(one - other) < 1e-5;

    private sealed record Row(string Stage, float Age, bool Smoker);
}
