using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains DTFD-MIL, attention over pseudo-bags and over the features distilled from them: <see cref="DtfdMilNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.DtfdMil</c>.
/// </summary>
public sealed class DtfdMilTrainer : BaselineTrainer<DtfdMilConfiguration>
{
    internal DtfdMilTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsGenomics => false;

    /// <summary>Options of <see cref="DtfdMilTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 1e-4, times 0.2 after 100 epochs, weight decay 1e-4, 200 epochs, batch size 1, gradients clipped at
    /// norm 5 (over the whole network; the official code clips each module).
    /// </remarks>
    public sealed record Options : BaselineOptions<DtfdMilConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            BalancedSampling = false;
            WeightDecay = 1e-4;
            Schedule = LearningRateSchedule.Step;
            DecayFactor = 0.2;
            DecayEpochs = 100;
            MaxGradientNorm = 5;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (200, 0.0001, DefaultPatchesPerPatient, 1);

        internal override DtfdMilConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>DTFD-MIL, attention over pseudo-bags and over the features distilled from them.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DtfdMilTrainer DtfdMil(DtfdMilTrainer.Options? options = null) => new(_context, Checked(options));
}
