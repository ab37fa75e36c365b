using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Battery.Parts;

/// <summary>
/// Model zips. No other reader knows them: a mutant that loads has to give the scores of the whole file, bit for bit, or is an untyped
/// failure.
/// </summary>
internal static class ModelParts
{
    private static readonly string[] Genes = ["a_rnaseq", "b_rnaseq", "c_rnaseq", "d_rnaseq"];

    private static readonly MLContext ML = new(seed: 1);

    private static readonly Lazy<IDataView> Rows = new(() => ML.Data.LoadFromEnumerable(Patients(), GeneSchema.Of<Patient>(Genes)));

    private static readonly Lazy<IReadOnlyList<(string Name, byte[] Bytes)>> Models = new(() =>
    [
        Saved("cox", ML.Transforms.NormalizeMeanVariance("Features").Append(ML.Survival.Trainers.CoxProportionalHazards(ridge: 1))),
        Saved("snn", ML.Transforms.GroupGenomics(GeneGroups.OfAllGenes(Genes, "All"))
            .Append(ML.Survival.Trainers.Snn(new SnnTrainer.Options { Epochs = 1, BagColumnName = null }))),
    ]);

    private static readonly Lazy<HashSet<string>> Scores = new(() => [.. Models.Value.Select(model => Whole(model.Bytes))]);

    public static IReadOnlyList<FormatPart> All { get; } =
    [
        new(
            "model", "models", ".zip", () => Models.Value, Read,
            error => error is ModelZipException or InvalidDataException or IOException) { ComparesItself = true },
    ];

    private static byte[]? Read(string path)
    {
        if (Scores.Value.Contains(Scored(path))) return null;
        throw new InvalidOperationException("the damaged model scores otherwise");
    }

    private static string Whole(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return Scored(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Scored(string path)
    {
        var model = ML.Model.LoadSurvivalModel(path, out _);
        try
        {
            var scores = model.Transform(Rows.Value).GetColumn<float>(SurvivalColumns.Score);
            return string.Join(' ', scores.Select(BitConverter.SingleToInt32Bits));
        }
        finally
        {
            (model as IDisposable)?.Dispose();
        }
    }

    private static (string, byte[]) Saved(string name, IEstimator<ITransformer> pipeline)
    {
        var model = pipeline.Fit(Rows.Value);
        var path = Path.GetTempFileName();
        try
        {
            ML.Model.SaveSurvivalModel(model, Rows.Value.Schema, path);
            return (name, File.ReadAllBytes(path));
        }
        finally
        {
            (model as IDisposable)?.Dispose();
            File.Delete(path);
        }
    }

    private static IEnumerable<Patient> Patients()
    {
        var random = new Random(1);
        float[] Draw() => [.. Enumerable.Range(0, 4).Select(_ => (float)(random.NextDouble() - 0.5))];
        return [.. Enumerable.Range(0, 40).Select(i =>
        {
            var genes = Draw();
            return new Patient($"P{i}", (float)(1 + (random.NextDouble() * 50)), random.Next(2) == 0, genes, genes);
        })];
    }

    private sealed record Patient(
        string PatientId,
        float Time,
        bool Event,
        [property: VectorType(4)] float[] Features,
        [property: VectorType(4)] float[] Genes);
}
