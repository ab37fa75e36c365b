using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains MOTCat, optimal transport of patches to gene groups: <see cref="MotcatNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.Motcat</c>.
/// </summary>
public sealed class MotcatTrainer : BaselineTrainer<MotcatConfiguration>
{
    internal MotcatTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    /// <summary>Options of <see cref="MotcatTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4, weight decay 1e-5, 20 epochs, batch size 32, balanced sampling (the official code also balances
    /// time bins).
    /// </remarks>
    public sealed record Options : MultimodalOptions<MotcatConfiguration>
    {
        internal override MotcatConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            Fitted(patchWidth, genomicGroupSizes).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>MOTCat, optimal transport of patches to gene groups.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public MotcatTrainer Motcat(MotcatTrainer.Options? options = null) => new(_context, Checked(options));
}
