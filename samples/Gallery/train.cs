#:package AdaMHF.MLNet@0.*
#:package AdaMHF.Simulation@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// A simulated cohort on disk, as real studies look; AdaMHF trained on it, evaluated and saved. Other programs go on from "demo".
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

var files = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: 0).WriteTo("demo");
var ml = new MLContext(seed: 7);
var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));

var pipeline = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
    .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, AdaMhfRecipe.Recommended.Grouping))
    .Append(ml.Survival.Trainers.AdaMhf(AdaMhfRecipe.Recommended.Training with { CpuThreads = 1 }));
var model = pipeline.Fit(split.TrainSet);
Console.WriteLine($"Held-out patients: {ml.Survival.Evaluate(model.Transform(split.TestSet))}");

ml.Model.SaveSurvivalModel(model, cohort.Data.Schema, "demo/adamhf.zip");     // whole or not at all, with digests
Console.WriteLine($"demo/adamhf.zip: {new FileInfo("demo/adamhf.zip").Length / 1e6:F1} MB");
