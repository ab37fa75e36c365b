using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains TransMIL, a transformer over patches: <see cref="TransMilNetwork"/>. Created by <c>mlContext.Survival.Trainers.TransMil</c>.
/// </summary>
public sealed class TransMilTrainer : BaselineTrainer<TransMilConfiguration>
{
    internal TransMilTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsGenomics => false;

    /// <summary>Options of <see cref="TransMilTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: RAdam (published: wrapped in Lookahead, which this library does not have), learning rate 2e-4, weight decay 1e-5, batch
    /// size 2, at most 200 epochs with early stopping (patience 10).
    /// <para>
    /// Attention is exact where that is cheaper than the landmark approximation, with few groups or small bags. Set
    /// <see cref="TransMilConfiguration.AlwaysApproximate"/> for the published function, which pads to all landmarks.
    /// </para>
    /// </remarks>
    public sealed record Options : BaselineOptions<TransMilConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            BalancedSampling = false;
            Optimizer = SurvivalOptimizer.RAdam;
            EarlyStopping = new() { Patience = 10 };
            Network = new() { AlwaysApproximate = false };
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (200, 0.0002, DefaultPatchesPerPatient, 2);

        internal override TransMilConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>TransMIL, a transformer over patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public TransMilTrainer TransMil(TransMilTrainer.Options? options = null) => new(_context, Checked(options));
}
