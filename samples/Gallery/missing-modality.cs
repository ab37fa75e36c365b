#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// The same held-out patients complete, and as if a modality were missing; and what each modality is worth. After train.cs.
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 1);
var model = ml.Model.LoadSurvivalModel("demo/adamhf.zip", out _);
var test = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz").Split(SurvivalSplit.FromCsv("demo/splits/splits_0.csv")).TestSet;

foreach (string[] missing in new string[][] { [], ["SlideIds"], ["Genes"], ["SlideIds", "Genes"] })
{
    var scored = model.Transform(ml.Survival.WithMissing(test, missing));
    var unknown = scored.GetColumn<float>("Score").Count(float.IsNaN);
    Console.WriteLine($"without {(missing.Length == 0 ? "nothing" : string.Join(" and ", missing))}: "
        + (unknown == 0 ? ml.Survival.Evaluate(scored).ToString() : $"{unknown} patients have no prediction (NaN)"));
}

// Permuted among the patients, not taken away: how much of the ranking rests on it.
var importance = ml.Survival.ModalityImportance(
    model, test, new Dictionary<string, string[]> { ["pathology"] = ["SlideIds"], ["genomics"] = ["Genes"] }, permutations: 5);
foreach (var modality in importance) Console.WriteLine(modality);
