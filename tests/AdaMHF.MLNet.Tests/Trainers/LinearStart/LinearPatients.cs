using AdaMHF.PatchBags;

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
}
