using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains GPDBN, outer products within and between modalities: <see cref="GpdbnNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.Gpdbn</c>.
/// </summary>
public sealed class GpdbnTrainer : BaselineTrainer<GpdbnConfiguration>
{
    internal GpdbnTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    // The published penalty assumes one step per epoch. Applied in full at each of hundreds of steps, it drives all weights to zero.
    private protected override GpdbnConfiguration Adapted(GpdbnConfiguration configuration, TrainingRun run) =>
        configuration with { L1Weight = configuration.L1Weight / run.StepsPerEpoch };

    /// <summary>Options of <see cref="GpdbnTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4 with cosine decay to zero (published: linear), weight decay 1e-6, 150 epochs, batch size 1. The
    /// published model reads one short vector per patient and is trained with the Cox loss on full batches; set Loss and BatchSize to do
    /// the same. Patch bags need the defaults, discrete hazards and batch size 1. As published, the L1 penalty is applied once per epoch,
    /// whatever the number of steps.
    /// </remarks>
    public sealed record Options : MultimodalOptions<GpdbnConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            BalancedSampling = false;
            WeightDecay = 1e-6;
            Schedule = LearningRateSchedule.Cosine;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (150, 0.0002, DefaultPatchesPerPatient, 1);

        private protected override bool MayPredictRisk => true;

        private protected override bool ChecksConfiguration => !Network.TakesVectors;

        internal override GpdbnConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Fitted(patchWidth, genomicGroupSizes) with { PredictsRisk = Loss.ComparesPatients() }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>GPDBN, outer products within and between modalities.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public GpdbnTrainer Gpdbn(GpdbnTrainer.Options? options = null) => new(_context, Checked(options));
}
