using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains HFBSurv, hierarchical factorised bilinear fusion: <see cref="HfbSurvNetwork"/>. Created by <c>mlContext.Survival.Trainers.HfbSurv</c>.</summary>
public sealed class HfbSurvTrainer : BaselineTrainer<HfbSurvConfiguration>
{
    internal HfbSurvTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    // The penalty is published for one step an epoch. Counted in full at each of hundreds of steps, it leaves nothing of the weights.
    private protected override HfbSurvConfiguration Adapted(HfbSurvConfiguration configuration, TrainingRun run) =>
        configuration with { L1Weight = configuration.L1Weight / run.StepsPerEpoch };

    /// <summary>Options of <see cref="HfbSurvTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, rate 1.2e-4, weight decay 1e-6, 100 epochs. Published are Cox's loss and one step of all patients an epoch, for one short vector a patient: set Loss
    /// and BatchSize so; the defaults are hazards and one patient a step, which bags need. The network's L1 weight
    /// is counted once an epoch, as there, whatever the number of steps.
    /// </remarks>
    public sealed record Options : MultimodalOptions<HfbSurvConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            WeightDecay = 1e-6;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (100, 0.00012, DefaultPatchesPerPatient, 1);

        private protected override bool MayPredictRisk => true;

        private protected override bool ChecksShape => !Network.TakesVectors && Network.CopyNumberGroups.Count == 0;

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
