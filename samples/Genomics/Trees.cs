using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Genomics;

/// <summary>The features of the genomic networks in a trainer that knows nothing of survival.</summary>
internal static class Trees
{
    public static int Run(DirectoryInfo? data, string name)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-genomics-");
        var (table, signatures, splitFile) = data is null ? Simulated(folder) : Real(data, name);
        var ml = new MLContext(seed: 1);
        var cohort = ml.Data.LoadSurvivalCohort(table, new() { GeneGroups = GeneGroups.FromCsv(signatures) });
        var split = cohort.Split(SurvivalSplit.FromCsv(splitFile));
        Console.WriteLine($"{table}: {cohort.PatientCount} patients, {cohort.EventCount} events");
        Console.WriteLine(cohort.GeneGroups.Report(cohort.GeneColumns));

        // <snippet>
        var pipeline = ml.Transforms.GroupGenomics(cohort.GeneGroups)
            .Append(ml.Transforms.FeaturizeGenomics(new GenomicFeaturizerOptions { Loss = SurvivalLoss.Cox, RiskColumnName = "GenomicRisk", CpuThreads = 1 }))
            .AppendCacheCheckpoint(ml)
            .Append(ml.Regression.Trainers.FastTree(featureColumnName: "GenomicFeatures", numberOfLeaves: 8, numberOfTrees: 100, minimumExampleCountPerLeaf: 20, learningRate: 0.05));
        var model = pipeline.Fit(ml.Data.WithMartingaleResiduals(split.TrainSet));    // the label is needed in training alone
        // </snippet>

        var scored = model.Transform(split.TestSet);
        Console.WriteLine($"Held out, networks alone:          {ml.Survival.Evaluate(scored, scoreColumnName: "GenomicRisk")}");
        Console.WriteLine($"Held out, FastTree on their features: {ml.Survival.Evaluate(scored)}");

        var zip = Path.Combine(folder.FullName, "genomics.zip");
        ml.Model.Save(model, cohort.Data.Schema, zip);
        var loaded = new MLContext().Model.Load(zip, out _);
        var (here, there) = (Scores(scored), Scores(loaded.Transform(split.TestSet)));
        var same = here.Zip(there).Count(pair => BitConverter.SingleToInt32Bits(pair.First) == BitConverter.SingleToInt32Bits(pair.Second));
        Console.WriteLine($"Model {zip}: {same} of {here.Length} scores bit-identical after loading.");
        return same == here.Length ? 0 : 1;
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    private static (string Table, string Signatures, string Split) Simulated(DirectoryInfo folder)
    {
        var files = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: 0).WriteTo(folder.FullName);
        return (files.Table, files.Signatures, files.HoldOutSplit);
    }

    private static (string Table, string Signatures, string Split) Real(DirectoryInfo data, string name) => (
        Path.Combine(data.FullName, $"tcga_{name}.csv.gz"), Path.Combine(data.FullName, "signatures.csv"),
        Path.Combine(data.FullName, "splits", "5foldcv", $"tcga_{name}", "splits_0.csv"));
}
