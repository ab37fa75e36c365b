using Microsoft.ML;

namespace Benchmark.Systems;

/// <summary>A way from patients to risk.</summary>
/// <param name="Key">Name in plans and folders.</param>
/// <param name="Name">Name in tables.</param>
/// <param name="Uses">What it looks at.</param>
/// <param name="Fit">Learns from the training rows, and from nothing else.</param>
internal sealed record BenchmarkSystem(string Key, string Name, Modalities Uses, Func<SystemRequest, IDataView, FittedSystem> Fit)
{
    /// <summary>What stands under the name in Table I; empty for nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether chance plays a part, so that more than one seed says more.</summary>
    public bool UsesSeed { get; init; } = true;

    /// <summary>Whether it is nothing without all that it uses.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>Whether it is told what only a simulation knows.</summary>
    public bool KnowsTruth { get; init; }

    /// <summary>The row of Table III that it is; null for a system of Table I.</summary>
    public string? Ablation { get; init; }

    /// <summary>Any trainer on bags and genomic groups.</summary>
    public static BenchmarkSystem Trainer(string key, string name, Modalities uses, Func<SystemRequest, IEstimator<ITransformer>> create) =>
        new(key, name, uses, (request, train) =>
        {
            var own = request with { Available = request.Available & uses };
            return FittedPipeline.Fit(own, create(own), train);
        });
}
