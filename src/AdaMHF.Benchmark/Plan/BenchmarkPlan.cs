using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>What is compared on what. The README says what each field means in JSON.</summary>
public sealed record BenchmarkPlan
{
    internal const string CompactNetwork = "compact";
    internal const string PublishedNetwork = "published";

    /// <summary>Cohorts, at least one.</summary>
    public required IReadOnlyList<CohortPlan> Cohorts { get; init; }

    /// <summary>Keys of <see cref="BenchmarkSystems.All"/>, such as adamhf and late-fusion.</summary>
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

    /// <summary>AdaMHF's recipe: compact, the recommended one; or published, with the settings of each cohort's preset.</summary>
    public string Network { get; init; } = CompactNetwork;

    /// <summary>
    /// Factor, in [0, 1], by which expression columns are shrunk towards what their group shares, for every system alike; 1 for none. See
    /// <see cref="GenomicGroupingOptions.ShrinkageFactor"/>. Default: that of <see cref="AdaMhfRecipe.Recommended"/>.
    /// </summary>
    public double ShrinkageFactor { get; init; } = AdaMhfRecipe.Recommended.Grouping.ShrinkageFactor;

    /// <summary>Settings by key of the system; those of "*" are for all that say nothing else.</summary>
    public IReadOnlyDictionary<string, SystemSettings> Settings { get; init; } = new Dictionary<string, SystemSettings>();

    /// <summary>Threads of one training; 1 gives the same results on every run of a machine.</summary>
    public int CpuThreads { get; init; } = 1;

    /// <summary>
    /// Whether networks are evaluated on the held-out patients after every epoch, for the number that MCAT-derived code reports, the best
    /// one.
    /// </summary>
    public bool BestEpoch { get; init; }

    internal SystemSettings SettingsOf(BenchmarkSystem system)
    {
        var all = system.HasOwnSettings ? null : Settings.GetValueOrDefault("*");
        // A variant of AdaMHF is trained as AdaMHF but for what is changed.
        var own = Settings.GetValueOrDefault(system.Key.Split('~')[0]);
        return (own ?? new()).Over(all ?? new());
    }

    /// <summary>The seeds that a system is trained with: of one without chance the first alone.</summary>
    internal IEnumerable<int> SeedsOf(BenchmarkSystem system) =>
        Seeds.Take(system.UsesSeed ? SettingsOf(system).Seeds ?? Seeds.Count : 1);

    /// <summary>Whether a system is trained by AdaMHF's published recipe.</summary>
    internal bool IsPublished(BenchmarkSystem system) => system.IsPublished || (system.HasRecipes && Network == PublishedNetwork);

    internal CohortPlan Cohort(string name) => Cohorts.First(cohort => cohort.Name == name);
}
