using System.CommandLine;
using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>A plan, and options that change parts of it.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string> _plan = new("--plan")
    {
        Description = $"A JSON file, or one of {string.Join(", ", PlanFile.Names)}.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<DirectoryInfo?> _data = new("--data")
    {
        Description = "Where relative paths of the plan start. Default: the folder of the file; of a named plan the current one.",
    };

    private readonly Option<string[]> _cohorts = Several("--cohorts", "Only these cohorts of the plan, by name.");
    private readonly Option<string?> _preset = new(
        "--preset")
    { Description = "Simulated cohorts in place of the plan's: quick, standard, large." };
    private readonly Option<int[]> _cohortSeeds = Several<int>("--cohort-seeds", "Seeds of the simulated cohorts.");
    private readonly Option<int?> _patients = new("--patients") { Description = "Patients of a simulated cohort." };
    private readonly Option<string[]> _systems = Several("--systems", "Keys of systems; 'benchmark systems' lists them.");
    private readonly Option<bool> _ablations = new("--ablations") { Description = "Every row of the paper's ablation tables as well." };
    private readonly Option<int?> _folds = new("--folds") { Description = "How many folds are run, from the first on." };
    private readonly Option<int?> _seeds = new("--seeds") { Description = "How many seeds of training, 0, 1, 2 ..." };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Epochs of every network." };
    private readonly Option<double?> _learningRate = new("--learning-rate") { Description = "Largest step size of every network." };
    private readonly Option<int?> _patches = new("--patches") { Description = "Most patches of a patient at once." };
    private readonly Option<double?> _shrinkage = new(
        "--shrinkage-factor")
    { Description = "Of expression columns, in [0, 1]; 1 for none." };
    private readonly Option<string[]> _conditions = Several("--conditions", "What is missing when held-out patients are scored.");

    private readonly Option<string[]> _training =
        Several("--training", "What is missing in training: complete, without-pathology, without-genomics.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _plan, _data, _cohorts, _preset, _cohortSeeds, _patients, _systems, _ablations, _folds, _seeds, _epochs, _learningRate,
                _patches,
            _shrinkage, _conditions, _training,
        }) command.Options.Add(option);
    }

    /// <exception cref="PlanException">There is no such plan, or it cannot be run.</exception>
    public BenchmarkPlan Read(ParseResult result)
    {
        var plan = PlanFile.Read(result.GetRequiredValue(_plan), result.GetValue(_data)?.FullName);
        string[] systems =
        [
            .. Given(result, _systems) ?? plan.Systems,
            .. result.GetValue(_ablations) ? BenchmarkSystems.Ablations.Select(system => system.Key) : [],
        ];
        return PlanFile.Checked(plan with
        {
            Cohorts = Cohorts(result, plan),
            Systems = systems,
            Folds = result.GetValue(_folds) is { } folds ? [.. Enumerable.Range(0, Math.Max(0, folds))] : plan.Folds,
            Seeds = result.GetValue(_seeds) is { } seeds ? [.. Enumerable.Range(0, Math.Max(0, seeds))] : plan.Seeds,
            Conditions = Given(result, _conditions) ?? plan.Conditions,
            Training = Given(result, _training) ?? plan.Training,
            ShrinkageFactor = result.GetValue(_shrinkage) ?? plan.ShrinkageFactor,
            Settings = Settings(result, plan, systems),
        });
    }

    private CohortPlan[] Cohorts(ParseResult result, BenchmarkPlan plan)
    {
        IEnumerable<CohortPlan> cohorts = plan.Cohorts;
        var (preset, seeds) = (result.GetValue(_preset), Given(result, _cohortSeeds));
        if (preset is not null || seeds is not null)
        {
            preset ??= "quick";
            cohorts = (seeds ?? [0]).Select(seed => new CohortPlan { Name = $"{preset}-{seed}", Simulated = preset, Seed = seed });
        }
        if (Given(result, _cohorts) is { } names)
        {
            if (names.FirstOrDefault(name => cohorts.All(cohort => cohort.Name != name)) is { } unknown)
            {
                throw new PlanException(
                    $"The plan has no cohort '{unknown}'. Cohorts there: {string.Join(", ", cohorts.Select(cohort => cohort.Name))}.");
            }
            cohorts = cohorts.Where(cohort => names.Contains(cohort.Name));
        }
        return [.. cohorts.Select(
            cohort => cohort.Simulated is null ? cohort : cohort with { Patients = result.GetValue(_patients) ?? cohort.Patients })];
    }

    private IReadOnlyDictionary<string, SystemSettings> Settings(ParseResult result, BenchmarkPlan plan, string[] systems)
    {
        var change = new SystemSettings
        {
            Epochs = result.GetValue(_epochs),
            LearningRate = result.GetValue(_learningRate),
            PatchesPerPatient = result.GetValue(_patches),
        };
        if (change == new SystemSettings()) return plan.Settings;
        // Systems with settings of their own are not reached by those of all.
        var keys = systems.Where(key => BenchmarkSystems.Of(key).HasOwnSettings).Concat(plan.Settings.Keys).Append("*").Distinct();
        return keys.ToDictionary(key => key, key => change.Over(plan.Settings.GetValueOrDefault(key) ?? new()));
    }

    private static T[]? Given<T>(ParseResult result, Option<T[]> option) => result.GetValue(option) is { Length: > 0 } given ? given : null;

    private static Option<string[]> Several(string name, string description) => Several<string>(name, description);

    private static Option<T[]> Several<T>(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
