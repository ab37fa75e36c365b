using System.CommandLine;
using Benchmark.Plan;
using Benchmark.Systems;

namespace Benchmark.Commands;

/// <summary>A plan from a file, or from options.</summary>
internal sealed class PlanOptions
{
    private readonly Option<FileInfo?> _file = new("--plan") { Description = "A plan as JSON. Without it the options below make one on simulated cohorts." };
    private readonly Option<string> _preset = new("--preset") { Description = "Simulated cohort: quick, standard or large.", DefaultValueFactory = _ => "quick" };
    private readonly Option<int> _cohorts = new("--cohorts") { Description = "How many cohorts are simulated, seeds 0, 1, 2 ...", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _patients = new("--patients") { Description = "Patients of a simulated cohort. Default: the preset's." };
    private readonly Option<string[]> _systems = new("--systems") { Description = "Keys of systems.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. DefaultPlan.Systems] };
    private readonly Option<bool> _ablations = new("--ablations") { Description = "Every row of the ablation tables as well." };
    private readonly Option<int> _folds = new("--folds") { Description = "How many of the five folds are run.", DefaultValueFactory = _ => 2 };
    private readonly Option<int> _seeds = new("--seeds") { Description = "How many seeds of training, 0, 1, 2 ...", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Epochs of every network. Default: those of the default plan." };
    private readonly Option<int?> _patches = new("--patches") { Description = "Most patches of a patient at once." };
    private readonly Option<double> _noiseWeight = new("--shrinkage-factor") { Description = "Weight of what expression columns do not share with others of their group.", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _conditions = new("--conditions") { Description = "What is missing in prediction.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. DefaultPlan.Conditions] };
    private readonly Option<string[]> _training = new("--training") { Description = "What is missing in training: complete, without-pathology, without-genomics.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [TrainingData.Complete] };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _file, _preset, _cohorts, _patients, _systems, _ablations, _folds, _seeds, _epochs, _patches, _noiseWeight, _conditions, _training }) command.Options.Add(option);
    }

    public BenchmarkPlan Read(ParseResult result)
    {
        if (result.GetValue(_file) is { } file) return PlanFile.Read(file.FullName);
        var preset = result.GetRequiredValue(_preset);
        var settings = new Dictionary<string, SystemSettings>(DefaultPlan.Settings);
        if (result.GetValue(_epochs) is { } epochs) settings = settings.ToDictionary(pair => pair.Key, pair => pair.Value with { Epochs = epochs });
        settings["*"] = settings["*"] with { PatchesPerPatient = result.GetValue(_patches) };
        return PlanFile.Checked(new()
        {
            Cohorts = [.. Enumerable.Range(0, result.GetValue(_cohorts)).Select(seed => new CohortPlan { Name = $"{preset}-{seed}", Simulated = preset, Seed = seed, Patients = result.GetValue(_patients) })],
            Systems =
            [
                .. result.GetRequiredValue(_systems),
                .. result.GetValue(_ablations) ? SystemRegistry.All.Where(system => system.Ablation is not null).Select(system => system.Key) : [],
            ],
            Folds = [.. Enumerable.Range(0, result.GetValue(_folds))],
            Seeds = [.. Enumerable.Range(0, result.GetValue(_seeds))],
            Conditions = result.GetRequiredValue(_conditions),
            ShrinkageFactor = result.GetValue(_noiseWeight),
            Training = result.GetRequiredValue(_training),
            Settings = settings,
        });
    }
}
