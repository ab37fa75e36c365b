using System.Text.Json;
using System.Text.Json.Serialization;
using AdaMHF.MLNet;
using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>Plans as JSON files, and those that come with the package: default, standard, tcga-genomics ...</summary>
public static class PlanFile
{
    private const string Ending = ".json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Names of the plans that come with the package.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(PlanFile).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads and checks a plan.</summary>
    /// <param name="plan">Path of a JSON file, or one of <see cref="Names"/>.</param>
    /// <param name="data">Where its relative paths start; null for the plan's folder, the current one for a plan of the package.</param>
    /// <exception cref="PlanException">There is no such plan, or it cannot be run; the message says what is wrong.</exception>
    public static BenchmarkPlan Read(string plan, string? data = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(plan);
        if (data is not null && !Directory.Exists(data)) throw new PlanException($"There is no folder '{data}' of data.");
        using var text = File.Exists(plan) ? File.OpenRead(plan) : typeof(PlanFile).Assembly.GetManifestResourceStream(plan + Ending)
            ?? throw new PlanException($"There is no plan '{plan}': neither a file, nor one of the package's: {string.Join(", ", Names)}.");
        var folder = Path.GetFullPath(data ?? (File.Exists(plan) ? Path.GetDirectoryName(Path.GetFullPath(plan))! : "."));
        try
        {
            var read = JsonSerializer.Deserialize<BenchmarkPlan>(text, Json) ?? throw new PlanException($"The plan '{plan}' is empty.");
            return Checked(read with { Cohorts = [.. read.Cohorts.Select(cohort => From(folder, cohort))] });
        }
        catch (JsonException wrong)
        {
            throw new PlanException(
                $"The plan '{plan}' cannot be read: {wrong.Message} The README of AdaMHF.Benchmark says what a plan holds.");
        }
    }

    /// <summary>A plan as JSON.</summary>
    /// <param name="plan">The plan.</param>
    public static string Text(BenchmarkPlan plan) => JsonSerializer.Serialize(plan, Json) + "\n";

    /// <summary>Refuses a plan that cannot be run.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="PlanException">The plan contradicts itself.</exception>
    public static BenchmarkPlan Checked(BenchmarkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Cohorts.Count == 0 || plan.Systems.Count == 0 || plan.Seeds.Count == 0 || plan.Folds.Count == 0)
            throw new PlanException("A plan needs at least one cohort, system, seed and fold.");
        if (plan.Cohorts.GroupBy(cohort => cohort.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new PlanException($"Two cohorts are named '{twice.Key}'. Give each a name of its own.");
        foreach (var cohort in plan.Cohorts) Check(cohort, plan);
        foreach (var system in plan.Systems) BenchmarkSystems.Of(system);
        foreach (var (key, settings) in plan.Settings)
        {
            if (settings.Seeds is < 1)
                throw new PlanException(Numbers.Text($"The settings of '{key}' have {settings.Seeds} seeds; expected at least one."));
            if (settings.LinearStart is null || key == "*" || key.StartsWith(SurvivalSystems.AdaMhf, StringComparison.Ordinal)) continue;
            throw new PlanException($"The settings of '{key}' have a linearStart, which AdaMHF alone has. Leave it out.");
        }
        foreach (var condition in plan.Conditions) Condition.Checked(condition);
        foreach (var training in plan.Training) TrainingData.Checked(training);
        if (plan.Network is not (BenchmarkPlan.CompactNetwork or BenchmarkPlan.PublishedNetwork))
            throw new PlanException($"The network is '{plan.Network}'; expected compact or published.");
        CheckPublished(plan);
        if (plan.ShrinkageFactor is not (>= 0 and <= 1))
            throw new PlanException(Numbers.Text($"The shrinkage factor is {plan.ShrinkageFactor}; expected a factor in [0, 1]."));
        return plan;
    }

    private static void Check(CohortPlan cohort, BenchmarkPlan plan)
    {
        if (new[] { cohort.Simulated, cohort.Table, cohort.Paired }.Count(source => source is not null) != 1)
            throw new PlanException($"Cohort '{cohort.Name}' needs one of 'simulated' (quick, standard, large), 'table' and 'paired'.");
        if (cohort.Paired is not null && (cohort.Splits ?? cohort.Bags) is not null)
            throw new PlanException($"Cohort '{cohort.Name}' is paired: it has 'folds' in place of 'splits', and no 'bags'.");
        if (cohort.Paired is null && (cohort.Folds is not null || cohort.LogFeatures || cohort.IgnoredColumns is not null))
            throw new PlanException($"Cohort '{cohort.Name}' has 'folds', 'logFeatures' or 'ignoredColumns', which belong to 'paired'.");
        if (cohort.Simulated is not (null or "quick" or "standard" or "large"))
            throw new PlanException($"Cohort '{cohort.Name}' is simulated as '{cohort.Simulated}'; expected quick, standard or large.");
        if (cohort.FrontShare is { } share
            && (cohort.Simulated is null || share is not [> 0 and <= 1, > 0 and <= 1] || share[0] > share[1]))
        {
            throw new PlanException(
                $"Cohort '{cohort.Name}' has an impossible 'frontShare'; expected least and most of a simulated cohort, in (0, 1].");
        }
        if (cohort.Clinic && cohort.Simulated is null)
        {
            throw new PlanException(
                $"Cohort '{cohort.Name}' has a 'clinic', which simulated cohorts alone have; name columns in 'clinical'.");
        }
        if (cohort.Table is not null && cohort.Signatures is null)
            throw new PlanException($"Cohort '{cohort.Name}' has no 'signatures': name the CSV or GMT file of the gene groups.");
        foreach (var preset in new[] { cohort.Preset, cohort.PublishedSettings }.OfType<string>())
        {
            if (AdaMhfPreset.All.All(known => known.Cohort != preset))
                throw new PlanException($"Cohort '{cohort.Name}' has the preset '{preset}'; expected one of {Presets}.");
        }
        if (plan.Folds.Any(fold => fold < 0) || (cohort.Splits ?? cohort.Paired) is null && plan.Folds.Any(fold => fold >= plan.FoldCount))
            throw new PlanException($"The folds {string.Join(", ", plan.Folds)} are not all in 0 to {plan.FoldCount - 1}.");
    }

    private static string Presets => string.Join(", ", AdaMhfPreset.All.Select(preset => preset.Cohort));

    /// <summary>Under the name of what was published stands nothing that was not.</summary>
    private static void CheckPublished(BenchmarkPlan plan)
    {
        if (plan.Systems.Select(BenchmarkSystems.Of).FirstOrDefault(plan.IsPublished) is not { } system) return;
        if (plan.Cohorts.FirstOrDefault(cohort => cohort.SettingsOfPaper is null) is not { } cohort) return;
        throw new PlanException(
            $"'{system.Key}' is trained by the published recipe, and cohort '{cohort.Name}' has no published settings. Name those that it "
            + $"takes in its 'publishedSettings', one of {Presets}; the paper gives none for other cohorts.");
    }

    private static CohortPlan From(string folder, CohortPlan cohort)
    {
        return cohort with
        {
            Table = From(cohort.Table),
            Signatures = From(cohort.Signatures),
            Splits = From(cohort.Splits),
            Bags = From(cohort.Bags),
            Paired = From(cohort.Paired),
            Folds = From(cohort.Folds),
        };

        string? From(string? path) => path is null ? null : Path.GetFullPath(path, folder);
    }
}
