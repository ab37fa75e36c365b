using AdaMHF.Networks;
using AdaMHF.PatchBags;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains AdaMHF, adaptive multimodal hierarchical fusion. Created by <c>mlContext.Survival.Trainers.AdaMhf</c>.</summary>
public sealed class AdaMhfTrainer : SurvivalNetworkTrainer<AdaMhfTransformer>
{
    private readonly Options _options;

    internal AdaMhfTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    /// <summary>Options of <see cref="AdaMhfTrainer"/>.</summary>
    public sealed record Options : SurvivalTrainerOptions
    {
        // Names of the parts that see genes alone: embedding, both units, selection.
        private const string GenomicParts = "genomic_";

        private readonly AdaMhfConfiguration? _network;
        private readonly double? _genomicDecayFactor;

        /// <summary>
        /// A cohort's published settings: they stand in for the defaults of Network, LearningRate, BatchSize, PatchesPerPatient and Epochs; what is set beside them
        /// wins, in any order. The rest, such as schedule and weight decay, stays this library's. Default null.
        /// </summary>
        public AdaMhfPreset? Preset { get; init; }

        /// <summary>
        /// Shape of the network. Patch width, gene counts and time bins are taken from the data. Default: the preset's, or <see cref="AdaMhfConfiguration.Compact"/>.
        /// </summary>
        public AdaMhfConfiguration Network { get => _network ?? Preset?.Network ?? AdaMhfConfiguration.Compact; init => _network = value; }

        /// <summary>
        /// A .safetensors, .pt or .pth file with the first perceptron of a vision transformer, from which the frozen perceptron is made; see <see cref="AdaMhfNetwork.LoadFrozenMlp"/>. Read when training
        /// starts; the model carries the result. Default null: a seeded orthogonal start.
        /// </summary>
        public string? FrozenMlpFile { get; init; }

        /// <summary>
        /// Whether the model adds <c>PatchScores</c>, <c>PatchCoordinates</c> and <c>GenomicScores</c>, the scores of adaptive token selection: what it looked at, to be drawn over the
        /// slide, say. They say where the network looks, not why a patient dies. Default false.
        /// </summary>
        public bool Explains { get; init; }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            Preset is { } preset ? (preset.Epochs, preset.LearningRate, preset.PatchesPerPatient, preset.BatchSize) : base.Unset;

        /// <summary>
        /// Trains the networks of the genomic groups before everything else, by themselves, on the same training patients; made by
        /// <c>Transforms.FeaturizeGenomics</c>. Its hidden and token widths must be the network's. Null, the default, trains them with the rest from the
        /// start, as published.
        /// </summary>
        public GenomicFeaturizingEstimator? GenomicFeaturizer { get; init; }

        /// <summary>What becomes of them then. Default: trained on with the rest.</summary>
        public GenomicFeaturizerUse GenomicFeaturizerUse { get; init; }

        /// <summary>
        /// How many times as strongly as <see cref="SurvivalTrainerOptions.WeightDecay"/> the matrices decay that see genes alone, at least 0: a few hundred patients'
        /// genes are learnt by heart before their slides are understood. Default 30 with AdamW, whose decay is decoupled, and without a preset; otherwise 1.
        /// </summary>
        public double GenomicDecayFactor
        {
            get => _genomicDecayFactor ?? (Optimizer == SurvivalOptimizer.AdamW && Preset is null ? 30 : 1);
            init => _genomicDecayFactor = value;
        }

        /// <summary>The network's shape for given data.</summary>
        internal AdaMhfConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) => (Network with
        {
            PatchWidth = patchWidth ?? Network.PatchWidth,
            GenomicGroupSizes = genomicGroupSizes,
            TimeBins = Outputs,
        }).Validated();

        internal override double DecayOf(string parameter) => parameter.StartsWith(GenomicParts, StringComparison.Ordinal) ? GenomicDecayFactor * WeightDecay : WeightDecay;

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(GenomicDecayFactor >= 0 && double.IsFinite(GenomicDecayFactor), nameof(GenomicDecayFactor), GenomicDecayFactor, "a finite number, at least 0");
            // Gene counts are known only when data comes; any will do to check the rest.
            (Network with { GenomicGroupSizes = [1] }).Validated();
            if (FrozenMlpFile is not null && Network.ExpertResidual != ExpertResidual.Frozen)
                throw new ArgumentException($"FrozenMlpFile is '{FrozenMlpFile}', but the network has no frozen MLP: its ExpertResidual is {Network.ExpertResidual}.", nameof(FrozenMlpFile));
        }
    }

    private protected override bool ReportsModalities => true;

    private protected override bool Explains => _options.Explains;

    private static VisionTransformerMlp ReadFrozenMlp(string file) => Path.GetExtension(file).ToUpperInvariant() is ".PT" or ".PTH"
        ? VisionTransformerMlp.From(PyTorchTensorFile.Read(file, VisionTransformerMlp.MayHold), file)
        : VisionTransformerMlp.Read(file);

    private protected override AdaMhfTransformer Train(TrainingRun run, ModelColumns columns, PrognosisSettings prognosis)
    {
        var configuration = _options.For(run.PatchWidth, columns.GenomicGroupSizes);
        return AdaMhfNetwork.Create(configuration, run.Seed).GivenTo(network =>
        {
            if (_options.FrozenMlpFile is { } file) network.LoadFrozenMlp(ReadFrozenMlp(file));
            _options.GenomicFeaturizer?.GiveTo(network, run.Patients, columns, _options.GenomicFeaturizerUse);
            var trained = run.Train(network, configuration);
            var settings = new AdaMhfSettings(columns, prognosis, configuration, trained.Record, trained.Baseline);
            return new AdaMhfTransformer(Environment, settings, network) { Epochs = trained.Epochs };
        });
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>
    /// AdaMHF, adaptive multimodal hierarchical fusion of patch bags and genomic groups, trained as <see cref="AdaMhfRecipe.Recommended"/> says, with the common parameters.
    /// </summary>
    /// <param name="bagColumnName">Column of patch bags; null to train on genomics alone.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="epochs">Passes over the training patients.</param>
    /// <param name="learningRate">Step size of the optimiser, above 0.</param>
    public AdaMhfTrainer AdaMhf(
        string? bagColumnName = SurvivalColumns.Bag,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        int epochs = SurvivalTrainerOptions.DefaultEpochs,
        double learningRate = SurvivalTrainerOptions.DefaultLearningRate) => AdaMhf(new AdaMhfTrainer.Options
        {
            BagColumnName = bagColumnName,
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            Epochs = epochs,
            LearningRate = learningRate,
        });

    /// <summary>AdaMHF with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AdaMhfTrainer AdaMhf(AdaMhfTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new AdaMhfTrainer(_context, options);
    }
}
