using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains CMTA, cross-modal translation and alignment: <see cref="CmtaNetwork"/>. Created by <c>mlContext.Survival.Trainers.Cmta</c>.
/// </summary>
public sealed class CmtaTrainer : BaselineTrainer<CmtaConfiguration>
{
    internal CmtaTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    /// <summary>Options of <see cref="CmtaTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: SGD with momentum 0.9, learning rate 1e-3, weight decay 1e-5, 30 epochs, batch size 1, balanced sampling (the official
    /// code also balances time bins).
    /// <para>
    /// Attention is exact where that is cheaper than the landmark approximation, with few groups or small bags. Set
    /// <see cref="CmtaConfiguration.AlwaysApproximate"/> for the published function, which pads to all landmarks.
    /// </para>
    /// </remarks>
    public sealed record Options : MultimodalOptions<CmtaConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            Optimizer = SurvivalOptimizer.Sgd;
            Network = new() { AlwaysApproximate = false };
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            (30, 0.001, DefaultPatchesPerPatient, 1);

        internal override CmtaConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            Fitted(patchWidth, genomicGroupSizes).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>CMTA, cross-modal translation and alignment.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CmtaTrainer Cmta(CmtaTrainer.Options? options = null) => new(_context, Checked(options));
}
