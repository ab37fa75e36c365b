using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Small gene tables in memory.</summary>
internal static class GenePatients
{
    public static IDataView View(MLContext ml, string[] genes, params IEnumerable<GenePatient> rows)
    {
        var definition = SchemaDefinition.Create(typeof(GenePatient));
        definition["Genes"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, genes.Length);
        definition["Genes"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(genes.Length, [.. genes.Select(gene => gene.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, genes.Length));
        return ml.Data.LoadFromEnumerable(rows, definition);
    }

    public static IDataView Values(MLContext ml, string[] genes, params float[][] rows) =>
        View(ml, genes, rows.Select((row, i) => new GenePatient { PatientId = $"p{i + 1}", Genes = row }));

    /// <summary>Patients whose hazard is exp(sum of effects times genes), with standard normal genes and censoring at random.</summary>
    public static GenePatient[] Simulate(int seed, int patients, int genes, params (int Gene, double Effect)[] effects)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, patients).Select(i =>
        {
            float[] values = [.. Enumerable.Range(0, genes).Select(_ => (float)Normal(random))];
            var death = -Math.Log(1 - random.NextDouble()) * 30 / Math.Exp(effects.Sum(effect => effect.Effect * values[effect.Gene]));
            var censoring = 10 + (random.NextDouble() * 90);
            return new GenePatient
            {
                PatientId = $"p{i + 1}",
                Genes = values,
                Time = (float)Math.Max(0.01, Math.Min(death, censoring)),
                Event = death <= censoring,
            };
        })];
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static string[] Names(int genes, string suffix = "_rnaseq") => [.. Enumerable.Range(0, genes).Select(i => $"G{i:D3}{suffix}")];

    /// <summary>Groups of consecutive genes of <see cref="Names"/>.</summary>
    public static GeneGroups Groups(params int[] sizes)
    {
        var next = 0;
        return new GeneGroups(sizes.Select((size, group) => new GeneGroup($"Group{group + 1}", NextGenes(size))));

        string[] NextGenes(int count) => [.. Enumerable.Range(0, count).Select(_ => $"G{next++:D3}")];
    }
}

internal sealed class GenePatient
{
    public string PatientId { get; init; } = "";

    public float[] Genes { get; init; } = [];

    public float Time { get; init; } = 1;

    public bool Event { get; init; }

    [ColumnName("site")]
    public string Site { get; init; } = "";
}
