using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains SNN, a self-normalising network on the concatenated genes: <see cref="SnnNetwork"/>. Created by
/// <c>mlContext.Survival.Trainers.Snn</c>.
/// </summary>
/// <remarks>
/// Only the genomic columns are read, concatenated: unlike with the official loader, the outcome cannot leak into the features. The
/// published model reads one vector of all genes of the table. Functional groups overlap and omit genes, so to reproduce it exactly, name
/// one column of all genes in <see cref="SurvivalTrainerOptions.GenomicColumnNames"/>.
/// </remarks>
public sealed class SnnTrainer : BaselineTrainer<SnnConfiguration>
{
    internal SnnTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsPathology => false;

    /// <summary>Options of <see cref="SnnTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, learning rate 2e-4, weight decay 1e-5, 20 epochs, batch size 32, balanced sampling (the official code also balances
    /// time bins).
    /// </remarks>
    public sealed record Options : BaselineOptions<SnnConfiguration>
    {
        internal override SnnConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { GenomicGroupSizes = genomicGroupSizes, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>SNN, a self-normalising network on the concatenated genes.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnnTrainer Snn(SnnTrainer.Options? options = null) => new(_context, Checked(options));
}
