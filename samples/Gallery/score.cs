#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// One patient at a time from a saved model, after train.cs. The row classes have the columns' names; their order does not matter.
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext();
var model = ml.Model.LoadSurvivalModel("demo/adamhf.zip", out _);
using var engine = ml.Model.CreatePredictionEngine<Patient, Prognosis>(model);

// Genes come in the order of the training table. Here a row of that table stands for a new patient.
var patient = ml.Data.CreateEnumerable<Patient>(ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz").Data, reuseRowObject: false).First();
foreach (var slides in new[] { patient.SlideIds, [] })
{
    patient.SlideIds = slides;                      // no slide: pathology is missing
    var found = engine.Predict(patient);
    Console.WriteLine(FormattableString.Invariant($"{slides.Length} slides: risk {found.Score:F2}, median {found.MedianMonths:F1} months, ")
        + FormattableString.Invariant($"weights of pathology {found.ModalityWeights[0]:F2}, of genomics {found.ModalityWeights[1]:F2}"));
}

sealed class Patient
{
    public string PatientId { get; set; } = "";
    public string[] SlideIds { get; set; } = [];
    [VectorType(490)] public float[] Genes { get; set; } = [];        // NaN where missing
}

sealed class Prognosis
{
    public float Score { get; set; }
    public float MedianMonths { get; set; }
    public float[] ModalityWeights { get; set; } = [];
}
