using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains TransMIL, a transformer of patches: <see cref="TransMilNetwork"/>. Created by <c>mlContext.Survival.Trainers.TransMil</c>.</summary>
public sealed class TransMilTrainer : BaselineTrainer<TransMilConfiguration>
{
    internal TransMilTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsGenomics => false;

    /// <summary>Options of <see cref="TransMilTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: RAdam (the published run wraps it in Lookahead, which this library has not), rate 2e-4, weight decay 1e-5, two patients a step, at most 200 epochs, of
    /// which patients spared from training choose the best (patience 10).
    /// Attention is exact where that takes fewer operations than landmarks, among a few groups or in small bags; for the published function there, which pads to all
    /// landmarks, give a <see cref="TransMilConfiguration"/> as it is.
    /// </remarks>
    public sealed record Options : BaselineOptions<TransMilConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            Optimizer = SurvivalOptimizer.RAdam;
            EarlyStopping = new() { Patience = 10 };
            Network = new() { AlwaysApproximate = false };
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (200, 0.0002, DefaultPatchesPerPatient, 2);

        internal override TransMilConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>TransMIL, a transformer of patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public TransMilTrainer TransMil(TransMilTrainer.Options? options = null) => new(_context, Checked(options));
}
