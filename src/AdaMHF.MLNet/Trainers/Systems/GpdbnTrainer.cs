using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains GPDBN, outer products within and between modalities: <see cref="GpdbnNetwork"/>. Created by <c>mlContext.Survival.Trainers.Gpdbn</c>.</summary>
public sealed class GpdbnTrainer : BaselineTrainer<GpdbnConfiguration>
{
    internal GpdbnTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    // The penalty is published for one step an epoch. Counted in full at each of hundreds of steps, it leaves nothing of the weights.
    private protected override GpdbnConfiguration Adapted(GpdbnConfiguration configuration, TrainingRun run) =>
        configuration with { L1Weight = configuration.L1Weight / run.StepsPerEpoch };

    /// <summary>Options of <see cref="GpdbnTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, rate 2e-4, weight decay 1e-6, 150 epochs, a rate that falls to zero (there in a line, here in a cosine). Published are Cox's loss and one step of all
    /// patients an epoch, for one short vector a patient: set Loss and BatchSize so; the defaults are hazards and one patient a step, which bags need. The network's L1 weight
    /// is counted once an epoch, as there, whatever the number of steps.
    /// </remarks>
    public sealed record Options : MultimodalOptions<GpdbnConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            WeightDecay = 1e-6;
            Schedule = LearningRateSchedule.Cosine;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (150, 0.0002, DefaultPatchesPerPatient, 1);

        private protected override bool MayPredictRisk => true;

        private protected override bool ChecksShape => !Network.TakesVectors;

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
