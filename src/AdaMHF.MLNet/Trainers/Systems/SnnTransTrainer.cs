using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains SNNTrans, a transformer over gene groups: <see cref="SnnTransNetwork"/>. Created by <c>mlContext.Survival.Trainers.SnnTrans</c>.
/// </summary>
public sealed class SnnTransTrainer : BaselineTrainer<SnnTransConfiguration>
{
    internal SnnTransTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsPathology => false;

    /// <summary>Options of <see cref="SnnTransTrainer"/>.</summary>
    /// <remarks>
    /// No settings are published; the defaults are those of CMTA, on whose code the system is based: SGD with momentum 0.9, learning rate
    /// 1e-3, weight decay 1e-5, 30 epochs, batch size 1, balanced sampling.
    /// <para>
    /// Attention is exact where that is cheaper than the landmark approximation, with few groups or small bags. Set
    /// <see cref="SnnTransConfiguration.AlwaysApproximate"/> for the published function, which pads to all landmarks.
    /// </para>
    /// </remarks>
    public sealed record Options : BaselineOptions<SnnTransConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            Optimizer = SurvivalOptimizer.Sgd;
            Network = new() { AlwaysApproximate = false };
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (30, 0.001, DefaultPatchesPerPatient, 1);

        internal override SnnTransConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { GenomicGroupSizes = genomicGroupSizes, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>SNNTrans, a transformer over gene groups.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnnTransTrainer SnnTrans(SnnTransTrainer.Options? options = null) => new(_context, Checked(options));
}
