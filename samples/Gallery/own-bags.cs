#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// Own patch features: in files (HDF5, .pt, .safetensors, .npy, .npz), checked before training; and in memory. After train.cs.
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 1);
var cohort = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz");
var loader = ml.Transforms.LoadWsiBags("Bag", "SlideIds", "demo/features", AbsentBagFile.TreatAsMissing);
Console.WriteLine(loader.Inspect(cohort.Data));     // absent, unmatched and suspicious files

// In memory: all patches of a patient one after the other, 16 numbers each.
var random = new Random(3);
var rows = Enumerable.Range(0, 60).Select(i => new Patient
{
    PatientId = $"P{i}",
    Time = 1 + (float)(60 * random.NextDouble()),
    Event = random.NextDouble() < 0.6,
    Patches = [.. Enumerable.Range(0, 16 * (3 + random.Next(5))).Select(_ => random.NextSingle())],
}).ToList();
var model = ml.Transforms.ConvertToPatchBags("Bag", "Patches", width: 16)
    .Append(ml.Survival.Trainers.AttnMil(new() { Epochs = 2, CpuThreads = 1 }))
    .Fit(ml.Data.LoadFromEnumerable(rows));
var scores = model.Transform(ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score").ToArray();
Console.WriteLine($"{scores.Length} patients, {scores.Distinct().Count()} different risks");

sealed class Patient
{
    public string PatientId { get; set; } = "";
    public float Time { get; set; }
    public bool Event { get; set; }
    public float[] Patches { get; set; } = [];      // empty: pathology is missing
}
