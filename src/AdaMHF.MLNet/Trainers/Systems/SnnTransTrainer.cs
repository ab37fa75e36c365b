using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains SNNTrans, a transformer of gene groups: <see cref="SnnTransNetwork"/>. Created by <c>mlContext.Survival.Trainers.SnnTrans</c>.</summary>
public sealed class SnnTransTrainer : BaselineTrainer<SnnTransConfiguration>
{
    internal SnnTransTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsPathology => false;

    /// <summary>Options of <see cref="SnnTransTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: those of CMTA, in whose lineage the system stands, as none are published: SGD with momentum 0.9, rate 1e-3, weight decay 1e-5, 30 epochs, one patient a
    /// step, deaths and survivors drawn equally often.
    /// Attention is exact where that takes fewer operations than landmarks, among a few groups or in small bags; for the published function there, which pads to all
    /// landmarks, give a <see cref="SnnTransConfiguration"/> as it is.
    /// </remarks>
    public sealed record Options : BaselineOptions<SnnTransConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            Optimizer = SurvivalOptimizer.Sgd;
            BalancedSampling = true;
            Network = new() { AlwaysApproximate = false };
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (30, 0.001, DefaultPatchesPerPatient, 1);

        internal override SnnTransConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { GenomicGroupSizes = genomicGroupSizes, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>SNNTrans, a transformer of gene groups.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnnTransTrainer SnnTrans(SnnTransTrainer.Options? options = null) => new(_context, Checked(options));
}
