using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains CLAM, attention over patches with an instance loss: <see cref="ClamNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.ClamSb</c> and <c>ClamMb</c>.
/// </summary>
public sealed class ClamTrainer : BaselineTrainer<ClamConfiguration>
{
    private readonly ClamBranches _branches;

    internal ClamTrainer(IHostEnvironment environment, Options options, ClamBranches branches) : base(environment, options)
    {
        _branches = branches;
    }

    private protected override bool ReadsGenomics => false;

    private protected override ClamConfiguration Adapted(ClamConfiguration configuration, TrainingRun run) =>
        configuration with { Branches = _branches };

    /// <summary>Options of <see cref="ClamTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 1e-4, weight decay 1e-5, at most 200 epochs with early stopping (patience 20; the official code starts
    /// to count after epoch 50), batch size 1, balanced sampling.
    /// </remarks>
    public sealed record Options : BaselineOptions<ClamConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options() => EarlyStopping = new() { Patience = 20 };

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (200, 0.0001, DefaultPatchesPerPatient, 1);

        internal override ClamConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { PatchWidth = patchWidth ?? Network.PatchWidth, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>CLAM-SB, attention over patches with one branch and an instance loss (Lu et al. 2021).</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ClamTrainer ClamSb(ClamTrainer.Options? options = null) => new(_context, Checked(options), ClamBranches.Single);

    /// <summary>CLAM-MB, attention over patches with one branch per time bin and an instance loss (Lu et al. 2021).</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ClamTrainer ClamMb(ClamTrainer.Options? options = null) => new(_context, Checked(options), ClamBranches.Multiple);
}
