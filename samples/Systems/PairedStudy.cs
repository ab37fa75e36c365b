using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace Systems;

/// <summary>The multimodal systems on the paired expression, copy-number and pathology vectors of TCGA-BRCA that were published with GPDBN, on their five folds.</summary>
internal static class PairedStudy
{
    private const double PriorVariance = 0.3;

    private static readonly string[] Genomics = [nameof(PairedPatient.Expression), nameof(PairedPatient.CopyNumber)];

    public static string[] Keys => [.. SurvivalSystem.All.Where(system => system.Reads == Modalities.Both).Select(system => system.Key), "cox"];

    public static int Run(DirectoryInfo data, string[] systems, int? epochs, DirectoryInfo? output)
    {
        var ml = new MLContext(seed: 0);
        var patients = ml.Data.LoadFromTextFile<PairedPatient>(Path.Combine(data.FullName, "patients.csv"), separatorChar: ',', hasHeader: true);
        var folds = PairedFold.Read(ml, Path.Combine(data.FullName, "folds.csv"));
        var table = CrossValidationTable.Create("epochs");
        foreach (var (name, epochsText, key, pipeline) in Pipelines(ml, systems, epochs))
        {
            var clock = Stopwatch.StartNew();
            using var result = ml.Survival.CrossValidate(patients, pipeline, new SurvivalCrossValidationOptions { Splits = folds });
            CrossValidationTable.AddRow(table, "BRCA", name, result, clock.Elapsed.TotalSeconds, epochsText);
            if (output is null) continue;
            output.Create();
            DataFrame.SaveCsv(result.ToDataFrame(), Path.Combine(output.FullName, $"{key}.csv"));
        }
        MarkdownTable.Print(table);
        return 0;
    }

    private static IEnumerable<(string Name, string Epochs, string Key, IEstimator<ITransformer> Pipeline)> Pipelines(MLContext ml, string[] keys, int? epochs)
    {
        var bags = ml.Transforms.ConvertToPatchBags("Bag", nameof(PairedPatient.Pathology), PairedPatient.Width);
        var plan = new TrainingPlan { Epochs = epochs, GenomicColumns = Genomics };
        foreach (var system in SurvivalSystem.Named(keys))
        {
            yield return (system.Name, epochs is null ? "own" : $"{epochs}", system.Key, bags.Append(Published(ml.Survival.Trainers, system.Key, plan) ?? system.Trainer(ml.Survival.Trainers, plan)));
        }
        if (keys.Contains("cox"))
        {
            string[] all = [.. Genomics, nameof(PairedPatient.Pathology)];
            yield return ("Cox, ridge, all three vectors", "", "cox", ml.Transforms.Concatenate("Features", all)
                .Append(ml.Survival.Trainers.CoxProportionalHazards(ridge: all.Length * PairedPatient.Width / PriorVariance)));
        }
    }

    /// <summary>The two systems that were published for such vectors, as they were: vectors go in as they are, Cox's loss of all patients at once.</summary>
    private static IEstimator<SurvivalNetworkTransformer>? Published(SurvivalTrainersCatalog trainers, string key, TrainingPlan plan)
    {
        var whole = plan with { Loss = SurvivalLoss.Cox, BatchSize = int.MaxValue };
        return key switch
        {
            "gpdbn" => trainers.Gpdbn((whole with { GenomicColumns = [nameof(PairedPatient.Expression)] }).Of<GpdbnTrainer.Options, GpdbnConfiguration>(
                network => network with { TakesVectors = true, PatchWidth = PairedPatient.Width, VectorWidth = PairedPatient.Width })),
            "hfbsurv" => trainers.HfbSurv(whole.Of<HfbSurvTrainer.Options, HfbSurvConfiguration>(
                network => network with { TakesVectors = true, PatchWidth = PairedPatient.Width, VectorWidth = PairedPatient.Width, CopyNumberGroups = [1], NormalizesOverPatients = true })),
            _ => null,
        };
    }
}
