using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>A way from patients to risk. All of them stand in <see cref="BenchmarkSystems.All"/>.</summary>
public sealed record BenchmarkSystem
{
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="modalities">See <see cref="Modalities"/>.</param>
    /// <param name="fit">Trains on the training rows, and on nothing else.</param>
    internal BenchmarkSystem(string key, string name, SurvivalModalities modalities, Func<SystemRequest, IDataView, FittedSystem> fit)
    {
        Key = key;
        Name = name;
        Modalities = modalities;
        Fit = fit;
    }

    /// <summary>Name in plans and folders.</summary>
    public string Key { get; }

    /// <summary>Name in tables.</summary>
    public string Name { get; }

    /// <summary>What it reads of a patient.</summary>
    public SurvivalModalities Modalities { get; }

    /// <summary>What stands under the name in Table I, or the table of the paper that has the row; empty for nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether chance plays a part, so that more than one seed says more.</summary>
    public bool UsesSeed { get; init; } = true;

    /// <summary>Whether it is told what only a simulation knows.</summary>
    public bool KnowsTruth { get; init; }

    /// <summary>What is changed of AdaMHF: a row of the ablation table; null for a system of Table I.</summary>
    public string? Change { get; init; }

    /// <summary>Whether it reads the clinical columns that a cohort's plan names.</summary>
    public bool ReadsClinic { get; init; }

    /// <summary>Whether it is nothing without all that it reads.</summary>
    internal bool NeedsAll { get; init; }

    /// <summary>Whether a plan's settings for all systems leave it alone, so that only those of its own key hold.</summary>
    public bool HasOwnSettings { get; init; }

    /// <summary>See <see cref="GenomicGroupingOptions.ShrinkageFactor"/>; null for the plan's.</summary>
    internal double? ShrinkageFactor { get; init; }

    /// <summary>Whether it is AdaMHF, which a plan may train by the published recipe.</summary>
    internal bool HasRecipes { get; init; }

    /// <summary>Whether it is trained by the published recipe whatever the plan says.</summary>
    internal bool IsPublished { get; init; }

    internal Func<SystemRequest, IDataView, FittedSystem> Fit { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Key})";

    /// <summary>A trainer on bags and genomic groups.</summary>
    internal static BenchmarkSystem Trainer(
        string key, string name, SurvivalModalities modalities, Func<SystemRequest, IEstimator<ITransformer>> create) =>
        new(key, name, modalities, (request, train) =>
        {
            var own = request with { Available = request.Available & modalities };
            return FittedPipeline.Fit(own, own.Groups, _ => create(own), train);
        });

    /// <summary>A network of the library, with its own options and what the plan changes of them.</summary>
    internal static BenchmarkSystem Network(SurvivalSystem system) => Trainer(
        system.Key, system.DisplayName, system.Modalities,
        request => system.CreateTrainer(request.ML, request.OptionsFrom(system.DefaultOptions)));
}
