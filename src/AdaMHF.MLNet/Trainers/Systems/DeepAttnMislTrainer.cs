using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains DeepAttnMISL, attention over clusters of similar patches: <see cref="DeepAttnMislNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.DeepAttnMisl</c>. The clusters come from ML.NET's k-means on a sample of the training patients' patches.
/// </summary>
public sealed class DeepAttnMislTrainer : BaselineTrainer<DeepAttnMislConfiguration>
{
    private readonly Options _options;

    internal DeepAttnMislTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    private protected override bool ReadsGenomics => false;

    private protected override void Prepare(SurvivalNetwork network, TrainingRun run)
    {
        var misl = (DeepAttnMislNetwork)network;
        var rows = PatchClusters.Sample(run, _options.ClusteredPatches);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var centroids = PatchClusters.Centroids(rows, misl.Configuration.PatchWidth, misl.Configuration.Clusters, run.Seed);
        misl.SetCentroids(TorchSharp.torch.tensor(centroids, misl.Configuration.Clusters, misl.Configuration.PatchWidth));
    }

    /// <summary>Options of <see cref="DeepAttnMislTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4, weight decay 1e-5, 20 epochs, batch size 32, balanced sampling (the official code also balances
    /// time bins).
    /// </remarks>
    public sealed record Options : BaselineOptions<DeepAttnMislConfiguration>
    {
        /// <summary>
        /// Maximum number of patches given to k-means, spread evenly over the training patients, at least 1. Default 20,000, which takes 82
        /// MB at a patch width of 1024.
        /// </summary>
        public int ClusteredPatches { get; init; } = 20_000;

        internal override DeepAttnMislConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(ClusteredPatches >= 1, nameof(ClusteredPatches), ClusteredPatches, "at least 1");
        }
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>DeepAttnMISL, attention over clusters of similar patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DeepAttnMislTrainer DeepAttnMisl(DeepAttnMislTrainer.Options? options = null) => new(_context, Checked(options));
}
