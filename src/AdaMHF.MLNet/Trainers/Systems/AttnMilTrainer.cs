using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains AttnMIL, gated attention on patches: <see cref="AttnMilNetwork"/>. Created by <c>mlContext.Survival.Trainers.AttnMil</c>.</summary>
public sealed class AttnMilTrainer : BaselineTrainer<AttnMilConfiguration>
{
    internal AttnMilTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsGenomics => false;

    /// <summary>Options of <see cref="AttnMilTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, rate 2e-4, weight decay 1e-5, 20 epochs, 32 patients a step, deaths and survivors drawn equally often (the official code also balances time bins).
    /// </remarks>
    public sealed record Options : BaselineOptions<AttnMilConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            BalancedSampling = true;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (20, 0.0002, DefaultPatchesPerPatient, 32);

        internal override AttnMilConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>AttnMIL, gated attention on patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AttnMilTrainer AttnMil(AttnMilTrainer.Options? options = null) => new(_context, Checked(options));
}
