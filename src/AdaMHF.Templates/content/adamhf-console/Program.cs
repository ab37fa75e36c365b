using AdaMHF.MLNet;
using AdaMHF.Reports;
using AdaMHF.Simulation;
using Microsoft.ML;

// Your own data: dotnet run -- table.csv signatures.csv bags/
// Without them a cohort is simulated whose best possible concordance is about 0.85.
if (args is not ([] or [_, _, _]))
{
    Console.Error.WriteLine("Expected nothing, or three arguments: table.csv signatures.csv bags/");
    return 2;
}
if (args.Length == 0)
{
    var simulated = SimulatedCohort.Create(SimulationPreset.Quick).WriteTo("cohort");
    args = [simulated.Table, simulated.Signatures, simulated.Bags];
}

var ml = new MLContext(seed: 1);
var cohort = ml.Data.LoadSurvivalCohort(args[0], new() { GeneGroups = GeneGroups.FromCsv(args[1]) });
Console.WriteLine(cohort.Report);
var split = ml.Survival.TrainTestSplit(cohort.Data);    // by patient, stratified by event and time

var pipeline = ml.Transforms.LoadWsiBags("Bag", "SlideIds", args[2])
    .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, AdaMhfRecipe.Recommended.Grouping))
    .Append(ml.Survival.Trainers.AdaMhf(AdaMhfRecipe.Recommended.Training with { ReportedMonths = [12, 36, 60], CpuThreads = 1 }));
var model = pipeline.Fit(split.TrainSet);

var scored = model.Transform(split.TestSet);
Console.WriteLine($"Held-out patients: {ml.Survival.Evaluate(scored)}");
ml.Survival.KaplanMeierByMedianRisk(scored).Plot().SavePng("survival.png");
ml.Model.SaveSurvivalModel(model, cohort.Data.Schema, "model.zip");
Console.WriteLine("Written: survival.png, model.zip");
return 0;
