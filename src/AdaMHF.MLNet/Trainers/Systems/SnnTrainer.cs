using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains SNN, self-normalising layers on all genes together: <see cref="SnnNetwork"/>. Created by <c>mlContext.Survival.Trainers.Snn</c>.</summary>
/// <remarks>
/// It reads the genomic columns end to end, and no other column: a cohort's outcome cannot get among its features, as it does in the official loader. Published is one vector of all
/// genes of the table; functional groups overlap and leave genes out, so name one column of all genes in <see cref="SurvivalTrainerOptions.GenomicColumnNames"/> to follow it to the letter.
/// </remarks>
public sealed class SnnTrainer : BaselineTrainer<SnnConfiguration>
{
    internal SnnTrainer(IHostEnvironment environment, Options options) : base(environment, options)
    {
    }

    private protected override bool ReadsPathology => false;

    /// <summary>Options of <see cref="SnnTrainer"/>.</summary>
    /// <remarks>
    /// Defaults: Adam, rate 2e-4, weight decay 1e-5, 20 epochs, 32 patients a step, deaths and survivors drawn equally often (the official code also balances time bins).
    /// </remarks>
    public sealed record Options : BaselineOptions<SnnConfiguration>
    {
        /// <summary>The defaults.</summary>
        public Options()
        {
            BalancedSampling = true;
        }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset => (20, 0.0002, DefaultPatchesPerPatient, 32);

        internal override SnnConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) =>
            (Network with { GenomicGroupSizes = genomicGroupSizes, TimeBins = TimeBins }).Validated();
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>SNN, self-normalising layers on all genes together.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnnTrainer Snn(SnnTrainer.Options? options = null) => new(_context, Checked(options));
}
