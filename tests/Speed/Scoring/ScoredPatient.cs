using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Speed.Scoring;

/// <summary>A patient of random numbers; by default of the size of the quick preset, 96 patches of width 128 and 490 genes.</summary>
public sealed class ScoredPatient
{
    public const int Patches = 96, PatchWidth = 128;

    /// <summary>Genes of each group by default.</summary>
    public static int[] QuickGroups { get; } = [70, 90, 60, 80, 100, 90];

    public float Time { get; set; }

    public bool Event { get; set; }

    [PatchBagType]
    public PatchBag Bag { get; set; } = PatchBag.Empty;

    [VectorType(70)]
    public float[] G1 { get; set; } = [];

    [VectorType(90)]
    public float[] G2 { get; set; } = [];

    [VectorType(60)]
    public float[] G3 { get; set; } = [];

    [VectorType(80)]
    public float[] G4 { get; set; } = [];

    [VectorType(100)]
    public float[] G5 { get; set; } = [];

    [VectorType(90)]
    public float[] G6 { get; set; } = [];

    /// <summary>The columns of genes.</summary>
    public static string[] GroupNames { get; } = ["G1", "G2", "G3", "G4", "G5", "G6"];

    /// <summary>A table in memory whose rows go through the patients again and again.</summary>
    internal static IDataView Table(MLContext ml, ScoredPatient[] patients, int rows)
    {
        var definition = SchemaDefinition.Create(typeof(ScoredPatient));
        foreach (var (name, genes) in GroupNames.Zip(patients[0].Groups()))
            definition[name].ColumnType = new VectorDataViewType(NumberDataViewType.Single, genes.Length);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(row => patients[row % patients.Length]), definition);
    }

    /// <summary>Different patients with the default bags, or with none.</summary>
    internal static ScoredPatient[] Different(int count, bool withBags)
    {
        var random = new Random(1);
        return Different(
            count, QuickGroups, _ => withBags ? PatchBag.FromMemory(Numbers(random, Patches * PatchWidth), PatchWidth) : PatchBag.Empty);
    }

    /// <summary>Different patients with some bags.</summary>
    internal static ScoredPatient[] Different(int count, int[] groupSizes, Func<int, PatchBag> bag)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var groups = Array.ConvertAll(groupSizes, size => Numbers(random, size));
            return new ScoredPatient
            {
                Time = 1 + number,
                Event = number % 2 == 0,
                Bag = bag(number),
                G1 = groups[0],
                G2 = groups[1],
                G3 = groups[2],
                G4 = groups[3],
                G5 = groups[4],
                G6 = groups[5],
            };
        })];
    }

    internal float[][] Groups() => [G1, G2, G3, G4, G5, G6];

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
