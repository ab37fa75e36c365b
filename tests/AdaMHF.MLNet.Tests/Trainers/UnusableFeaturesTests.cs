using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>What no network can read is refused with patient and slide, whatever the loss.</summary>
public sealed class UnusableFeaturesTests : IDisposable
{
    private const int Width = 6;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-unusable-");
    private readonly MLContext _ml = new(seed: 3);
    private readonly Patient[] _patients;

    public UnusableFeaturesTests()
    {
        var random = new Random(5);
        _patients =
        [
            .. Enumerable.Range(0, 24).Select(i =>
            {
                Write($"s{i}", _ => random.NextSingle());
                return new Patient($"P{i}", [$"s{i}"], 1 + (40 * random.NextSingle()), random.Next(3) > 0, Genes(random));
            }),
        ];
        Write("nan", place => place == 7 ? float.NaN : 0.5f);
        Write("infinite", place => place == 7 ? float.NegativeInfinity : 0.5f);
        Write("huge", _ => 1e30f);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(SurvivalLoss.NegativeLogLikelihood)]
    [InlineData(SurvivalLoss.CrossEntropy)]
    [InlineData(SurvivalLoss.Cox)]
    [InlineData(SurvivalLoss.Ranking)]
    public void At_prediction_patient_and_slide_are_named(SurvivalLoss loss)
    {
        var model = Fit(loss, _patients);
        foreach (var slide in new[] { "nan", "infinite", "huge" })
        {
            // Beside others, whom it must not disturb before it is reached.
            var rows = _ml.Data.LoadFromEnumerable([_patients[0], _patients[1] with { PatientId = "bad", SlideIds = ["s1", slide] }]);
            var scores = model.Transform(rows).GetColumn<float>("Score").GetEnumerator();
            Assert.True(scores.MoveNext());
            var error = Assert.Throws<SurvivalDataException>(() => scores.MoveNext());
            Assert.Contains("atient bad", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{slide}.h5", error.Message, StringComparison.Ordinal);
        }

        float[] genes = [.. _patients[1].Genes];
        genes[2] = float.PositiveInfinity;
        var infinite = _ml.Data.LoadFromEnumerable([_patients[1] with { PatientId = "bad", Genes = genes }]);
        var refusal = Assert.Throws<SurvivalDataException>(() => model.Transform(infinite).GetColumn<float>("Score").ToArray());
        Assert.Contains("Patient bad has C_rnaseq Infinity", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_training_an_infinite_gene_is_the_one_patient_s_who_has_it()
    {
        float[] genes = [.. _patients[5].Genes];
        genes[0] = float.NegativeInfinity;
        Patient[] rows = [.. _patients];
        rows[5] = rows[5] with { Genes = genes };
        var error = Assert.Throws<SurvivalDataException>(() => Fit(SurvivalLoss.Cox, rows));
        Assert.Contains("Patient P5 has A_rnaseq -Infinity", error.Message, StringComparison.Ordinal);
    }

    private ITransformer Fit(SurvivalLoss loss, Patient[] rows)
    {
        var groups = new GeneGroups(new GeneGroup("One", ["A", "B"]), new GeneGroup("Two", ["C", "D"])).WithSuffixes("_rnaseq");
        var trainer = _ml.Survival.Trainers.AdaMhf(new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            Loss = loss,
            Epochs = 1,
            BatchSize = 8,
            LinearStart = LinearStart.None,
        });
        return _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _folder.FullName)
            .Append(_ml.Transforms.GroupGenomics(groups, new() { Log2Suffixes = [] }))
            .Append(trainer)
            .Fit(_ml.Data.LoadFromEnumerable(rows, Definition()));
    }

    private static SchemaDefinition Definition()
    {
        var definition = SchemaDefinition.Create(typeof(Patient));
        definition["Genes"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 4);
        definition["Genes"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(4, [.. "ABCD".Select(gene => $"{gene}_rnaseq".AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, 4));
        return definition;
    }

    private static float[] Genes(Random random) => [.. Enumerable.Range(0, 4).Select(_ => random.NextSingle())];

    private void Write(string slide, Func<int, float> feature) => ClamH5Writer.Write(
        Path.Combine(_folder.FullName, $"{slide}.h5"), new([.. Enumerable.Range(0, 4 * Width).Select(feature)], Width));

    private sealed record Patient(string PatientId, string[] SlideIds, float Time, bool Event, float[] Genes);
}
