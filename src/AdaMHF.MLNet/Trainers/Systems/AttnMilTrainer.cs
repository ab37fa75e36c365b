using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains AttnMIL, gated attention over patches: <see cref="AttnMilNetwork"/>. Created by <c>mlContext.Survival.Trainers.AttnMil</c>.
/// </summary>
public sealed class AttnMilTrainer : BaselineTrainer<AttnMilConfiguration>
{
    internal AttnMilTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsGenomics => false;

    /// <summary>Options of <see cref="AttnMilTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4, weight decay 1e-5, 20 epochs, batch size 32, balanced sampling (the official code also balances
    /// time bins).
    /// </remarks>
    public sealed record Options : BaselineOptions<AttnMilConfiguration>
    {
        internal override AttnMilConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>AttnMIL, gated attention over patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AttnMilTrainer AttnMil(AttnMilTrainer.Options? options = null) => new(_context, Checked(options));
}
