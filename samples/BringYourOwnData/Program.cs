using AdaMHF.MLNet;
using BringYourOwnData;
using Microsoft.Data.Analysis;
using Microsoft.ML;

var ml = new MLContext(seed: 1);
var patients = MadeUpPatients.Create(200, seed: 1);

// 1. A data frame: Cox regression on clinical columns. A frame is an IDataView already.
var frame = new DataFrame(
    new StringDataFrameColumn("PatientId", patients.Select(patient => patient.PatientId)),
    new SingleDataFrameColumn("Time", patients.Select(patient => patient.Time)),
    new BooleanDataFrameColumn("Event", patients.Select(patient => patient.Event)),
    new SingleDataFrameColumn("Age", patients.Select(patient => patient.Age)),
    new SingleDataFrameColumn("Stage", patients.Select(patient => patient.Stage)));
var clinical = ml.Survival.TrainTestSplit(frame);
var cox = ml.Transforms.Concatenate("Features", Columns.Clinical)
    .Append(ml.Survival.Trainers.CoxProportionalHazards())
    .Fit(clinical.TrainSet);
Console.WriteLine("Cox regression on a data frame, held-out patients:");
Console.WriteLine($"  {ml.Survival.Evaluate(cox.Transform(clinical.TestSet))}");
var coefficients = cox.LastTransformer.Model!;
foreach (var (i, name) in Columns.Clinical.Index())
    Console.WriteLine(FormattableString.Invariant(
        $"  {name}: hazard ratio {Math.Exp(coefficients.Coefficients[i]):F2}, p = {coefficients.PValues[i]:G2}"));

// 2. Objects with arrays: AdaMHF on patches and two groups of genes.
var training = AdaMhfRecipe.Recommended.Training with { GenomicColumnNames = Columns.Genomic, Epochs = 4, CpuThreads = 1 };
var split = ml.Survival.TrainTestSplit(ml.Data.LoadFromEnumerable(patients));
var model = ml.Transforms.ConvertToPatchBags("Bag", "Patches", Patient.PatchWidth)
    .Append(ml.Transforms.NormalizeMeanVariance("Oncogenes", fixZero: false))
    .Append(ml.Transforms.NormalizeMeanVariance("ProteinKinases", fixZero: false))
    .Append(ml.Survival.Trainers.AdaMhf(training))
    .Fit(split.TrainSet);
Console.WriteLine("AdaMHF on arrays, held-out patients:");
Console.WriteLine($"  {ml.Survival.Evaluate(model.Transform(split.TestSet))}");

// 3. One new patient, with and without a slide: a missing modality is an empty array.
using var engine = ml.Model.CreatePredictionEngine<Patient, Prognosis>(model);
var patient = MadeUpPatients.Create(1, seed: 2)[0];
foreach (var (what, patches) in new[] { ("with", patient.Patches), ("without", []) })
{
    patient.Patches = patches;
    var prognosis = engine.Predict(patient);
    Console.WriteLine(FormattableString.Invariant(
        $"New patient {what} slide: risk {prognosis.Score:F2}, median survival {prognosis.MedianMonths:F0} months"));
}
