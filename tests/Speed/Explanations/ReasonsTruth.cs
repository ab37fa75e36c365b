using System.CommandLine;
using System.Globalization;
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
    private const int PatientsOfPermutations = 12;
    private const string DrawsFile = "draws.csv";

    public static Command Command()
    {
        var seed = new Option<int>("--seed") { Description = "Seed of cohort and training.", DefaultValueFactory = _ => 0 };
        var quick = new Option<bool>("--quick") { Description = "The quick preset, to try the command out." };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "Keeps cohort and model there, and takes them from there." };
        var draws = new Option<int>("--draws") { Description = "Weight permutations.", DefaultValueFactory = _ => 119 };
        var pooled = new Option<string[]>("--pool")
        {
            Description = "Folders of earlier runs: prints the permutations' p-values over their seeds together, and runs nothing.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var only = new Option<bool>("--only-permutations") { Description = "Trains and permutes, without the other figures." };
        var command = new Command("reasons", "Explanations against the truth of a simulated cohort, standard preset.")
        {
            seed, quick, folder, draws, only, pooled,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(pooled) is { Length: > 0 } runs)
            {
                ReasonsRandomised.PrintPooled(Array.ConvertAll(runs, run => ReadDraws(Path.Combine(run, DrawsFile))));
                return;
            }
            var kept = result.GetValue(folder);
            var place = kept?.FullName ?? Directory.CreateTempSubdirectory("adamhf-reasons-").FullName;
            try
            {
                var preset = result.GetValue(quick) ? SimulationPreset.Quick : SimulationPreset.Standard;
                Run(place, result.GetValue(seed), preset, result.GetValue(draws), result.GetValue(only));
            }
            finally
            {
                if (kept is null) Directory.Delete(place, recursive: true);
            }
        });
        return command;
    }

    private static void Run(string folder, int seed, SimulationPreset preset, int draws, bool only)
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
        using var model = (TransformerChain<ITransformer>)ml.Model.LoadSurvivalModel(zip, out _);
        Console.WriteLine($"seed {seed}: {ml.Survival.Evaluate(model.Transform(split.TestSet))}");
        if (!only)
        {
            new ReasonsCheck(ml, truth, model, split.TestSet).Print();
            ReasonsCost.Print(ml, model, ml.Data.TakeRows(cohort.Data, 200));
        }
        var found = ReasonsRandomised.Print(ml, truth, model, ml.Data.TakeRows(split.TestSet, PatientsOfPermutations), draws);
        File.WriteAllLines(Path.Combine(folder, DrawsFile), found.Select(values => string.Join(',', values.Select(Text))));
    }

    private static double[][] ReadDraws(string file) =>
    [
        .. File.ReadLines(file)
            .Select(line => Array.ConvertAll(line.Split(','), value => double.Parse(value, CultureInfo.InvariantCulture))),
    ];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
