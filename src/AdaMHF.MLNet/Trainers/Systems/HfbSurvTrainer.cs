using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains HFBSurv, hierarchical factorised bilinear fusion: <see cref="HfbSurvNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.HfbSurv</c>.
/// </summary>
public sealed class HfbSurvTrainer : BaselineTrainer<HfbSurvConfiguration>
{
    internal HfbSurvTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    // The published penalty assumes one step per epoch. Applied in full at each of hundreds of steps, it drives all weights to zero.
    private protected override HfbSurvConfiguration Adapted(HfbSurvConfiguration configuration, TrainingRun run) =>
        configuration with { L1Weight = configuration.L1Weight / run.StepsPerEpoch };

    /// <summary>Options of <see cref="HfbSurvTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 1.2e-4, weight decay 1e-6, 100 epochs, batch size 1. The published model reads one short vector per
    /// patient and is trained with the Cox loss on full batches; set Loss and BatchSize to do the same. Patch bags need the defaults,
    /// discrete hazards and batch size 1. As published, the L1 penalty is applied once per epoch, whatever the number of steps.
    /// </remarks>
    public sealed record Options : MultimodalOptions<HfbSurvConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            BalancedSampling = false;
            WeightDecay = 1e-6;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (100, 0.00012, DefaultPatchesPerPatient, 1);

        private protected override bool MayPredictRisk => true;

        private protected override bool ChecksConfiguration => !Network.TakesVectors && Network.CopyNumberGroups.Count == 0;

        internal override HfbSurvConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Fitted(patchWidth, genomicGroupSizes) with { PredictsRisk = Loss.ComparesPatients() }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>HFBSurv, hierarchical factorised bilinear fusion.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public HfbSurvTrainer HfbSurv(HfbSurvTrainer.Options? options = null) => new(_context, Checked(options));
}
