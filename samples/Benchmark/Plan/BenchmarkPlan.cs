namespace Benchmark.Plan;

/// <summary>What is compared on what. The JSON schema is in the sample's README.</summary>
internal sealed record BenchmarkPlan
{
    public required IReadOnlyList<CohortPlan> Cohorts { get; init; }

    /// <summary>Keys of the registry, such as adamhf and late-fusion.</summary>
    public required IReadOnlyList<string> Systems { get; init; }

    /// <summary>Folds of every cohort that are run, from 0.</summary>
    public IReadOnlyList<int> Folds { get; init; } = [0, 1, 2, 3, 4];

    /// <summary>How many folds a cohort is divided into where it has no split files.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>Seeds of training.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [0];

    /// <summary>What is missing when held-out patients are scored.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = ["complete", "genomics-missing", "pathology-missing"];

    /// <summary>What is missing in training: complete, without-pathology, without-genomics.</summary>
    public IReadOnlyList<string> Training { get; init; } = [TrainingData.Complete];

    /// <summary>AdaMHF's shape: compact, or published.</summary>
    public string Network { get; init; } = "compact";

    /// <summary>
    /// Weight, in [0, 1], of what expression columns do not share with others of their group, for every system alike: see <c>GenomicGroupingOptions.ShrinkageFactor</c>.
    /// </summary>
    public double ShrinkageFactor { get; init; } = 1;

    /// <summary>Settings by key of the system; those of "*" are for all that say nothing else.</summary>
    public IReadOnlyDictionary<string, SystemSettings> Settings { get; init; } = new Dictionary<string, SystemSettings>();

    /// <summary>Threads of one training; 1 gives the same results on every run of a machine.</summary>
    public int CpuThreads { get; init; } = 1;

    /// <summary>Whether networks are judged on the held-out patients after every epoch, for the lineage's number of the best one.</summary>
    public bool BestEpoch { get; init; }

    public SystemSettings SettingsOf(string system)
    {
        var all = Settings.GetValueOrDefault("*") ?? new();
        return Settings.TryGetValue(system, out var own) ? own.Over(all) : all;
    }

    public CohortPlan Cohort(string name) => Cohorts.First(cohort => cohort.Name == name);
}
