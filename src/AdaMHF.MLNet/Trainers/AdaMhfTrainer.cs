using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains AdaMHF, adaptive multimodal hierarchical fusion. Created by <c>mlContext.Survival.Trainers.AdaMhf</c>.</summary>
public sealed class AdaMhfTrainer : SurvivalNetworkTrainer<AdaMhfTransformer>
{
    private readonly Options _options;

    internal AdaMhfTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    /// <summary>Options of <see cref="AdaMhfTrainer"/>.</summary>
    public sealed class Options : SurvivalTrainerOptions
    {
        /// <summary>
        /// Shape of the network. Patch width, gene counts and time bins are taken from the data. Default: the published setting.
        /// </summary>
        public AdaMhfConfiguration Network { get; init; } = new();

        /// <summary>
        /// Trains the networks of the genomic groups before everything else, by themselves, on the same training patients; made by
        /// <c>Transforms.FeaturizeGenomics</c>. Its hidden and token widths must be the network's. Null, the default, trains them with the rest from the
        /// start, as published.
        /// </summary>
        public GenomicFeaturizingEstimator? GenomicFeaturizer { get; init; }

        /// <summary>What becomes of them then. Default: trained on with the rest.</summary>
        public GenomicFeaturizerUse GenomicFeaturizerUse { get; init; }

        internal override void Check()
        {
            base.Check();
            // Gene counts are known only when data comes; any will do to check the rest.
            (Network with { GenomicGroupSizes = [1] }).Validated();
        }
    }

    private protected override AdaMhfTransformer Train(TrainingRun run, ModelColumns columns)
    {
        var configuration = _options.Network with
        {
            PatchWidth = run.PatchWidth ?? _options.Network.PatchWidth,
            GenomicGroupSizes = columns.GenomicGroupSizes,
            TimeBins = _options.TimeBins,
        };
        var network = AdaMhfNetwork.Create(configuration, run.Seed);
        try
        {
            _options.GenomicFeaturizer?.GiveTo(network, run.Patients, columns, _options.GenomicFeaturizerUse);
            run.Train(network);
            return new AdaMhfTransformer(Environment, new AdaMhfSettings(columns, configuration), network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
