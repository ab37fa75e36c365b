using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BesideMicrosoft;

/// <summary>Ours: AdaMHF on made-up patients, by genes alone.</summary>
internal static class Survival
{
    public static void Run(MLContext ml)
    {
        var random = new Random(1);
        Patient[] patients = [.. Enumerable.Range(0, 120).Select(number => Draw(number, random))];
        var split = ml.Survival.TrainTestSplit(ml.Data.LoadFromEnumerable(patients));
        var model = ml.Survival.Trainers.AdaMhf(AdaMhfRecipe.Recommended.Training with
        {
            BagColumnName = null,
            GenomicColumnNames = [nameof(Patient.Genes)],
            Epochs = 3,
            CpuThreads = 1,
        }).Fit(split.TrainSet);
        Console.WriteLine($"AdaMHF, held-out patients: {ml.Survival.Evaluate(model.Transform(split.TestSet))}");
    }

    private static Patient Draw(int number, Random random)
    {
        float[] genes = [.. Enumerable.Range(0, 8).Select(_ => (float)(random.NextDouble() + random.NextDouble() - 1))];
        var (death, end) = (-30 * Math.Log(1 - random.NextDouble()) / Math.Exp(3 * genes[0]), 100 * random.NextDouble());
        return new() { PatientId = $"patient-{number}", Time = (float)Math.Min(death, end), Event = death <= end, Genes = genes };
    }

    private sealed class Patient
    {
        public string PatientId { get; set; } = "";

        public float Time { get; set; }

        public bool Event { get; set; }

        [VectorType(8)]
        public float[] Genes { get; set; } = [];
    }
}
