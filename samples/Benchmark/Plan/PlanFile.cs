using System.Text.Json;
using System.Text.Json.Serialization;
using AdaMHF.Networks;
using Benchmark.Systems;

namespace Benchmark.Plan;

/// <summary>Plans as JSON files.</summary>
internal static class PlanFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads and checks a plan; its relative paths start at the plan's folder.</summary>
    /// <exception cref="PlanException">The file is absent or not a plan; the message says what is wrong.</exception>
    public static BenchmarkPlan Read(string path)
    {
        if (!File.Exists(path)) throw new PlanException($"There is no plan '{path}'.");
        BenchmarkPlan plan;
        try
        {
            plan = JsonSerializer.Deserialize<BenchmarkPlan>(File.ReadAllText(path), Json) ?? throw new PlanException($"The plan '{path}' is empty.");
        }
        catch (JsonException wrong)
        {
            throw new PlanException($"The plan '{path}' cannot be read: {wrong.Message} The schema is in the README of the sample.");
        }
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Checked(plan with
        {
            Cohorts = [.. plan.Cohorts.Select(cohort => cohort with
            {
                Table = From(folder, cohort.Table),
                Signatures = From(folder, cohort.Signatures),
                Splits = From(folder, cohort.Splits),
                Bags = From(folder, cohort.Bags),
            })],
        });
    }

    public static string Text(BenchmarkPlan plan) => JsonSerializer.Serialize(plan, Json) + "\n";

    /// <summary>Refuses a plan that cannot be run.</summary>
    /// <exception cref="PlanException">The plan contradicts itself.</exception>
    public static BenchmarkPlan Checked(BenchmarkPlan plan)
    {
        if (plan.Cohorts.Count == 0 || plan.Systems.Count == 0 || plan.Seeds.Count == 0 || plan.Folds.Count == 0)
            throw new PlanException("A plan needs at least one cohort, system, seed and fold.");
        if (plan.Cohorts.GroupBy(cohort => cohort.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new PlanException($"Two cohorts are named '{twice.Key}'. Give each a name of its own.");
        foreach (var cohort in plan.Cohorts) Check(cohort, plan);
        foreach (var system in plan.Systems) SystemRegistry.Find(system);
        foreach (var condition in plan.Conditions) Condition.Checked(condition);
        foreach (var training in plan.Training) TrainingData.Checked(training);
        if (plan.Network is not ("compact" or "published")) throw new PlanException($"The network is '{plan.Network}'; expected compact or published.");
        if (plan.ShrinkageFactor is not (>= 0 and <= 1)) throw new PlanException(FormattableString.Invariant($"The noise weight is {plan.ShrinkageFactor}; expected a weight in [0, 1]."));
        return plan;
    }

    private static void Check(CohortPlan cohort, BenchmarkPlan plan)
    {
        if (cohort.Simulated is null == cohort.Table is null)
            throw new PlanException($"Cohort '{cohort.Name}' needs either 'simulated' (quick, standard, large) or 'table'.");
        if (cohort.Simulated is not (null or "quick" or "standard" or "large"))
            throw new PlanException($"Cohort '{cohort.Name}' is simulated as '{cohort.Simulated}'; expected quick, standard or large.");
        if (cohort.Table is not null && cohort.Signatures is null)
            throw new PlanException($"Cohort '{cohort.Name}' has no 'signatures': name the CSV or GMT file of the gene groups.");
        if (cohort.Preset is { } preset && AdaMhfPreset.All.All(known => known.Cohort != preset))
            throw new PlanException($"Cohort '{cohort.Name}' has the preset '{preset}'; expected one of {string.Join(", ", AdaMhfPreset.All.Select(known => known.Cohort))}.");
        if (plan.Folds.Any(fold => fold < 0) || cohort.Splits is null && plan.Folds.Any(fold => fold >= plan.FoldCount))
            throw new PlanException($"The folds {string.Join(", ", plan.Folds)} are not all in 0 to {plan.FoldCount - 1}.");
    }

    private static string? From(string folder, string? path) => path is null ? null : Path.GetFullPath(path, folder);
}
