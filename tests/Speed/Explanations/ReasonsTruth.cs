using System.CommandLine;
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Speed.Explanations;

/// <summary>
/// The command <c>reasons</c>: whether explanations of held-out simulated patients find what the simulation planted, and what they cost.
/// </summary>
internal static class ReasonsTruth
{
    public static Command Command()
    {
        var seed = new Option<int>("--seed") { Description = "Seed of cohort and training.", DefaultValueFactory = _ => 0 };
        var quick = new Option<bool>("--quick") { Description = "The quick preset, to try the command out." };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "Keeps cohort and model there, and takes them from there." };
        var command = new Command("reasons", "Explanations against the truth of a simulated cohort, standard preset.")
        {
            seed, quick, folder,
        };
        command.SetAction(result =>
        {
            var kept = result.GetValue(folder);
            var place = kept?.FullName ?? Directory.CreateTempSubdirectory("adamhf-reasons-").FullName;
            try
            {
                Run(place, result.GetValue(seed), result.GetValue(quick) ? SimulationPreset.Quick : SimulationPreset.Standard);
            }
            finally
            {
                if (kept is null) Directory.Delete(place, recursive: true);
            }
        });
        return command;
    }

    private static void Run(string folder, int seed, SimulationPreset preset)
    {
        Directory.CreateDirectory(folder);
        var ml = new MLContext(seed);
        var truth = SimulatedCohort.Create(preset, worldSeed: 0, cohortSeed: seed);
        var files = truth.WriteTo(folder);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));
        var zip = Path.Combine(folder, "model.zip");
        if (!File.Exists(zip))
        {
            var recipe = AdaMhfRecipe.Recommended;
            using var trained = ml.Transforms.LoadWsiBags(SurvivalColumns.Bag, SurvivalColumns.SlideIds, files.Bags)
                .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, recipe.Grouping))
                .Append(ml.Survival.Trainers.AdaMhf(recipe.Training))
                .Fit(split.TrainSet);
            ml.Model.SaveSurvivalModel(trained, cohort.Data.Schema, zip);
        }
        var model = ml.Model.LoadSurvivalModel(zip, out _);
        Console.WriteLine($"seed {seed}: {ml.Survival.Evaluate(model.Transform(split.TestSet))}");
        var check = new ReasonsCheck(ml, truth, model, split.TestSet);
        check.Print();
        ReasonsCost.Print(ml, model, ml.Data.TakeRows(cohort.Data, 200));
        (model as IDisposable)?.Dispose();

        using var random = (TransformerChain<ITransformer>)ml.Model.LoadSurvivalModel(zip, out _);
        check.PrintRandomised(random);
    }
}
