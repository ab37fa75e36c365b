using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains DeepAttnMISL, attention on clusters of alike patches: <see cref="DeepAttnMislNetwork"/>. Created by <c>mlContext.Survival.Trainers.DeepAttnMisl</c>. The clusters come from
/// ML.NET's k-means on a sample of the training patients' patches.
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
        using var pause = FinalizerPause.Begin();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var centroids = PatchClusters.Centroids(rows, misl.Configuration.PatchWidth, misl.Configuration.Clusters, run.Seed);
        misl.SetCentroids(TorchSharp.torch.tensor(centroids, misl.Configuration.Clusters, misl.Configuration.PatchWidth));
    }

    /// <summary>Options of <see cref="DeepAttnMislTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, rate 2e-4, weight decay 1e-5, 20 epochs, 32 patients a step, deaths and survivors drawn equally often (the official code also balances time bins).
    /// </remarks>
    public sealed record Options : BaselineOptions<DeepAttnMislConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options() => BalancedSampling = true;

        /// <summary>Most patches that the clusters are found with, as many of each training patient, at least 1. Default 20,000, 82 MB at a width of 1024.</summary>
        public int ClusteredPatches { get; init; } = 20_000;

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (20, 2e-4, DefaultPatchesPerPatient, 32);

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
    /// <summary>DeepAttnMISL, attention on clusters of alike patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DeepAttnMislTrainer DeepAttnMisl(DeepAttnMislTrainer.Options? options = null) => new(_context, Checked(options));
}
