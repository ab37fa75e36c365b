using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;

// The features of the genomic self-normalising networks (SNN) in a trainer of ML.NET that knows nothing of survival.
var folder = Directory.CreateTempSubdirectory("adamhf-trees-");
var files = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: 0).WriteTo(folder.FullName);
var ml = new MLContext(seed: 1);
var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));
Console.WriteLine(
    $"{cohort.PatientCount} patients, {cohort.EventCount} events, {cohort.GeneColumns.Count} genes in {cohort.GeneGroups.Count} groups");

var networks = new GenomicFeaturizerOptions { Loss = SurvivalLoss.Cox, RiskColumnName = "GenomicRisk", CpuThreads = 1 };
var pipeline = ml.Transforms.GroupGenomics(cohort.GeneGroups, AdaMhfRecipe.Recommended.Grouping)
    .Append(ml.Transforms.FeaturizeGenomics(networks))
    .AppendCacheCheckpoint(ml)
    .Append(ml.Regression.Trainers.FastTree(
        featureColumnName: "GenomicFeatures",
        numberOfLeaves: 8,
        numberOfTrees: 100,
        minimumExampleCountPerLeaf: 20,
        learningRate: 0.05));

// Martingale residuals turn times and deaths into a number that a regression can predict; scoring needs no label.
var model = pipeline.Fit(ml.Data.WithMartingaleResiduals(split.TrainSet));
var scored = model.Transform(split.TestSet);
Console.WriteLine("Held-out patients:");
Console.WriteLine($"  networks alone        {ml.Survival.Evaluate(scored, scoreColumnName: "GenomicRisk")}");
Console.WriteLine($"  FastTree on features  {ml.Survival.Evaluate(scored)}");

var zip = Path.Combine(folder.FullName, "trees.zip");
ml.Model.Save(model, cohort.Data.Schema, zip);
var loaded = new MLContext().Model.Load(zip, out _).Transform(split.TestSet);
var isSame = loaded.GetColumn<float>("Score").SequenceEqual(scored.GetColumn<float>("Score"));
Console.WriteLine($"Model {zip}: {(isSame ? "the same scores" : "other scores")} after loading.");
return isSame ? 0 : 1;
