using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains MCAT, co-attention of gene groups to patches: <see cref="McatNetwork"/>. Created by <c>mlContext.Survival.Trainers.Mcat</c>.
/// </summary>
public sealed class McatTrainer : BaselineTrainer<McatConfiguration>
{
    internal McatTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    /// <summary>Options of <see cref="McatTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4, weight decay 1e-5, 20 epochs, batch size 32, balanced sampling (the official code also balances
    /// time bins).
    /// </remarks>
    public sealed record Options : MultimodalOptions<McatConfiguration>
    {
        internal override McatConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            Fitted(patchWidth, genomicGroupSizes).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>MCAT, co-attention of gene groups to patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public McatTrainer Mcat(McatTrainer.Options? options = null) => new(_context, Checked(options));
}
