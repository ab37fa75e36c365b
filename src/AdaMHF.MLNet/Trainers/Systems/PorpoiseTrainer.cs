using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains PORPOISE, bilinear fusion of pooled patches and all genes: <see cref="PorpoiseNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.Porpoise</c>.
/// </summary>
public sealed class PorpoiseTrainer : BaselineTrainer<PorpoiseConfiguration>
{
    internal PorpoiseTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    /// <summary>Options of <see cref="PorpoiseTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4, weight decay 1e-5, 20 epochs, batch size 32, balanced sampling (the official code also balances
    /// time bins).
    /// </remarks>
    public sealed record Options : MultimodalOptions<PorpoiseConfiguration>
    {
        internal override PorpoiseConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            Fitted(patchWidth, genomicGroupSizes).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>PORPOISE, bilinear fusion of pooled patches and all genes.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PorpoiseTrainer Porpoise(PorpoiseTrainer.Options? options = null) => new(_context, Checked(options));
}
