using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Speed.Scoring;

/// <summary>A patient of random numbers, of the size of the quick preset: 96 patches of width 128 and 490 genes in six groups.</summary>
public sealed class ScoredPatient
{
    public const int Patches = 96, PatchWidth = 128;

    private static readonly int[] Sizes = [70, 90, 60, 80, 100, 90];

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
    internal static IDataView Table(MLContext ml, ScoredPatient[] patients, int rows) =>
        ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(row => patients[row % patients.Length]));

    /// <summary>Different patients.</summary>
    internal static ScoredPatient[] Different(int count, bool withBags)
    {
        var random = new Random(count);
        float[] Normal(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var groups = Array.ConvertAll(Sizes, Normal);
            return new ScoredPatient
            {
                Time = 1 + number,
                Event = number % 2 == 0,
                Bag = withBags ? PatchBag.FromMemory(Normal(Patches * PatchWidth), PatchWidth) : PatchBag.Empty,
                G1 = groups[0],
                G2 = groups[1],
                G3 = groups[2],
                G4 = groups[3],
                G5 = groups[4],
                G6 = groups[5],
            };
        })];
    }
}
