#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// What a model is and how it learned; tests between groups; the genomic networks of a model as features. After train.cs.
using AdaMHF.MLNet;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 1);
var inspection = ml.Model.InspectSurvivalModel("demo/adamhf.zip");       // reads the zip, and builds nothing of it
Console.WriteLine($"damages: {inspection.Damages.Count}");
var model = ml.Model.LoadSurvivalModel("demo/adamhf.zip", out _);
var cohort = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz", new() { GeneGroups = GeneGroups.FromCsv("demo/signatures.csv") });
var split = cohort.Split(SurvivalSplit.FromCsv("demo/splits/splits_0.csv"));

var scored = ml.Data.Cache(model.Transform(split.TestSet), "Score", "Time", "Event", "PatientId", "site", "Hazards");
Console.WriteLine(FormattableString.Invariant($"risk groups: log-rank p = {ml.Survival.LogRankByMedianRisk(scored).PValue:G2}"));
Console.WriteLine(FormattableString.Invariant($"sites: log-rank p = {ml.Survival.LogRank(scored, "site").PValue:G2}"));

// Concordance after every epoch: a view of the training, never a choice on the patients who are then reported.
var genes = ml.Transforms.GroupGenomics(cohort.GeneGroups).Fit(split.TrainSet);
var snn = ml.Survival.Trainers.Snn(new() { Epochs = 3, KeepEpochWeights = true, CpuThreads = 1 }).Fit(genes.Transform(split.TrainSet));
foreach (var (i, epoch) in ml.Survival.EvaluateEpochs(snn, genes.Transform(split.TestSet)).Index())
    Console.WriteLine(FormattableString.Invariant($"SNN, epoch {i + 1}: C {epoch.ConcordanceIndex:F3}"));

// The hazards of a linear model, calibrated by steps; and AdaMHF's genomic networks as features for any trainer.
var features = ml.Transforms.FeaturizeGenomicsAs(((IEnumerable<ITransformer>)model).OfType<AdaMhfTransformer>().Single(), "Features");
var linear = genes.Append(features.Fit(genes.Transform(split.TrainSet)));
var hazards = ml.Survival.Trainers.DiscreteHazard(ridge: 100).Fit(linear.Transform(split.TrainSet));
var steps = ml.Survival.Calibrators.Isotonic().Fit(hazards.Transform(linear.Transform(split.TestSet)));
Console.WriteLine($"linear hazards: {steps.Method}");

// A wide table of numbers as one vector: from a file, and from a data frame.
var options = new GeneTableOptions { GeneNames = ["marker", "age"] };
var (file, frame) = (ml.Data.LoadGeneTable("patients.csv", options), ml.Data.LoadGeneFrame(DataFrame.LoadCsv("patients.csv"), options));
Console.WriteLine($"gene table: {file.Schema["Genes"].Type}, {frame.Schema["Genes"].Type}");
