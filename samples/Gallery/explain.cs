#:package AdaMHF.MLNet@0.*
#:package AdaMHF.Reports@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// Why this risk: patches by their number in the user's own array, exact Shapley values of modalities and gene groups, integrated
// gradients of genes, and a page for the patient. After train.cs.
using AdaMHF.MLNet;
using AdaMHF.Reports;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext();
var model = ml.Model.LoadSurvivalModel("demo/adamhf.zip", out _);
var patients = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz").Data;
var id = patients.GetColumn<string>("PatientId").First();

var why = ml.Survival.Explain(model, patients, id).First();
foreach (var patch in why.Patches.OrderByDescending(patch => patch.Score).Take(3))
    Console.WriteLine(FormattableString.Invariant($"{patch.SlideId}, patch {patch.Number} at {patch.X}, {patch.Y}: {patch.Score:F4}"));

var shapley = ml.Survival.ShapleyValues(model, patients, id).First();
Console.WriteLine(FormattableString.Invariant($"mean risk {shapley.BaseRisk:F3}, risk of {id} {shapley.Risk:F3}:"));
foreach (var player in shapley.Players) Console.WriteLine(FormattableString.Invariant($"  {player.Name}: {player.Risk:+0.000;-0.000}"));

var gradients = ml.Survival.IntegratedGradients(model, patients, id).First();
foreach (var gene in gradients.Genes.OrderByDescending(gene => Math.Abs(gene.Attribution)).Take(3))
    Console.WriteLine(FormattableString.Invariant($"  {gene.Gene} ({gene.Group}): {gene.Attribution:+0.000;-0.000}"));

// The same of every patient as typed columns.
var rows = ml.Data.CreateEnumerable<ExplanationRow>(ml.Survival.ExplainAsData(model, patients), reuseRowObject: false);
File.WriteAllLines("weights.csv", rows.Select(row => $"{row.PatientId},{string.Join(',', row.ModalityWeights)}"));

PatientPage.Create(why.ToPageContent(shapley, patchSize: 256)).Save("patient.html");
