using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Patients in memory whose log hazard is linear in two genes and in the mean of two patch features.</summary>
internal static class LinearPatients
{
    public const int Genes = 9;
    public const int Width = 6;

    /// <summary>Every seventh patient lacks slides, every eighth genes.</summary>
    public static (TrainingPatients Patients, double[] LogHazards) Simulate(int seed, int patients)
    {
        var random = new Random(seed);
        var (time, died, truth) = (new double[patients], new bool[patients], new double[patients]);
        var modalities = new PatientModalities[patients];
        for (var i = 0; i < patients; i++)
        {
            float[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)GenePatients.Normal(random))];
            var (genes, center) = (Normal(Genes), Normal(Width));
            // Features far from 0 and of unlike size, so that a forgotten standardisation shows.
            float[][] rows = [.. Enumerable.Range(0, 1 + (i % 4)).Select(_ => Normal(Width))];
            for (var row = 0; row < rows.Length; row++)
            {
                for (var k = 0; k < Width; k++) rows[row][k] = 5 + ((1 + k) * (center[k] + (0.3f * rows[row][k])));
            }
            truth[i] = genes[0] - (0.8 * genes[5]) + (0.7 * center[1]) - (0.5 * center[4]);
            var death = -Math.Log(1 - random.NextDouble()) * 30 / Math.Exp(truth[i]);
            var censoring = 10 + (random.NextDouble() * 90);
            (time[i], died[i]) = (Math.Max(0.01, Math.Min(death, censoring)), death <= censoring);
            modalities[i] = new(
                i % 7 == 6 ? PatchBag.Empty : PatchBag.FromMemory([.. rows.SelectMany(row => row)], Width),
                i % 8 == 7 && i % 7 != 6 ? null : [genes[..4], genes[4..]]);
        }
        return (new([.. Enumerable.Range(1, patients).Select(i => $"P{i}")], time, died, modalities), truth);
    }

    public static double[]? GenesOf(PatientModalities patient) =>
        patient.Genomics?.SelectMany(group => group).Select(gene => (double)gene).ToArray();

    public static double[]? MeanPatchOf(PatientModalities patient)
    {
        if (patient.Bag.IsEmpty) return null;
        float[][] rows = [.. patient.Bag.ReadAll().Values.Chunk(Width)];
        return [.. Enumerable.Range(0, Width).Select(k => rows.Average(row => (double)row[k]))];
    }

    /// <summary>The patients as rows, in the columns that a trainer reads: Bag, G1, G2, Time, Event.</summary>
    public static IDataView View(MLContext ml, TrainingPatients patients) => ml.Data.LoadFromEnumerable(
        patients.Modalities.Select((modalities, i) => new Row
        {
            Bag = modalities.Bag,
            G1 = modalities.Genomics?[0] ?? [.. Enumerable.Repeat(float.NaN, 4)],
            G2 = modalities.Genomics?[1] ?? [.. Enumerable.Repeat(float.NaN, 5)],
            Time = (float)patients.Time[i],
            Event = patients.Event[i],
        }));

    private sealed class Row
    {
        [PatchBagType]
        public PatchBag Bag { get; set; } = PatchBag.Empty;

        [VectorType(4)]
        public float[] G1 { get; set; } = [];

        [VectorType(5)]
        public float[] G2 { get; set; } = [];

        public float Time { get; set; }

        public bool Event { get; set; }
    }
}
