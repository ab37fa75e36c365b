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
        // Prefix of the modules that see genes alone: embedding, both units, selection.
        private const string GenomicParts = "genomic_";

        private readonly AdaMhfConfiguration? _network;
        private readonly double? _genomicDecayFactor;
        private readonly LinearStart? _linearStart;

        /// <summary>
        /// Published settings of a cohort. They replace the defaults of Network, LearningRate, BatchSize, PatchesPerPatient and Epochs, and
        /// those of Optimizer, Schedule and WeightDecay by Adam, a constant rate and no decay; a value that is set explicitly takes
        /// precedence, whatever the order. Default null.
        /// </summary>
        public AdaMhfPreset? Preset { get; init; }

        /// <summary>
        /// Configuration of the network. Patch width, gene counts and time bins are taken from the data. Default: the preset's, or
        /// <see cref="AdaMhfConfiguration.Compact"/>.
        /// </summary>
        public AdaMhfConfiguration Network
        {
            get => _network ?? Preset?.Network ?? AdaMhfConfiguration.Compact;
            init => _network = value;
        }

        /// <summary>
        /// Column of clinical values, made by <see cref="ClinicalCatalog.EncodeClinical"/>, that the network reads as a third modality: its
        /// head gives them a weight of their own, and <see cref="LinearStart"/> a linear predictor. They stand beside pathology or genomics
        /// and not alone; a patient may lack them. Default null: none, as published.
        /// </summary>
        public string? ClinicalColumnName { get; init; }

        /// <summary>
        /// A .safetensors, .pt or .pth file with the first MLP of a vision transformer, from which the frozen MLP is initialised; see
        /// <see cref="AdaMhfNetwork.LoadFrozenMlp"/>. Read when training starts; the result is stored in the model. Default null: seeded
        /// orthogonal initialisation.
        /// </summary>
        public string? FrozenMlpFile { get; init; }

        /// <summary>
        /// Whether the model adds the columns <c>PatchScores</c>, <c>PatchCoordinates</c> and <c>GenomicScores</c>: the scores of adaptive
        /// token selection, for a heat map over the slide, for example. They show where the network looks, not why a patient dies. Default
        /// false.
        /// </summary>
        public bool Explains { get; init; }

        private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
            Preset is { } preset ? (preset.Epochs, preset.LearningRate, preset.PatchesPerPatient, preset.BatchSize) : base.Unset;

        private protected override (SurvivalOptimizer Optimizer, LearningRateSchedule Schedule, double WeightDecay) UnsetRule =>
            Preset is null ? base.UnsetRule : (SurvivalOptimizer.Adam, LearningRateSchedule.Constant, 0);

        /// <summary>
        /// Pretrains the networks of the genomic groups on the same training patients; created by <c>Transforms.FeaturizeGenomics</c>. Its
        /// hidden and token widths must be the network's. Default null: no pretraining, as published.
        /// </summary>
        public GenomicFeaturizingEstimator? GenomicFeaturizer { get; init; }

        /// <summary>How the pretrained networks are used. Default <see cref="GenomicFeaturizerUse.FineTuned"/>.</summary>
        public GenomicFeaturizerUse GenomicFeaturizerUse { get; init; }

        /// <summary>
        /// Factor of <see cref="SurvivalTrainerOptions.WeightDecay"/> for the weight matrices that see genes alone, at least 0. On a few
        /// hundred patients the network overfits the genes before it learns from the slides. Default 30 with AdamW, whose decay is
        /// decoupled, and without a preset; otherwise 1.
        /// </summary>
        public double GenomicDecayFactor
        {
            get => _genomicDecayFactor ?? (Optimizer == SurvivalOptimizer.AdamW && Preset is null ? 30 : 1);
            init => _genomicDecayFactor = value;
        }

        /// <summary>
        /// Modalities whose ridge Cox predictor is added to the logits, so that the network learns what it does not explain: fitted on the
        /// training patients before the first epoch, its penalty selected by cross-validation, scaled by a Cox regression on what five
        /// inner folds say of patients whom they have not seen, and saved with the model. Nothing is added where a patient lacks the
        /// modality. Needs 10 deaths among the training patients with the modality; with fewer there is a warning, and the network starts
        /// without it. Default: that of <see cref="Network"/> where it has one, otherwise <see cref="LinearStart.All"/>, or
        /// <see cref="LinearStart.None"/> with a preset.
        /// </summary>
        public LinearStart LinearStart
        {
            get => _linearStart ?? (Preset is null && Network.LinearStart == LinearStart.None ? LinearStart.All : Network.LinearStart);
            init => _linearStart = value;
        }

        /// <summary>The network's configuration for given data, validated.</summary>
        internal AdaMhfConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes, int clinicalWidth) => (Network with
        {
            ClinicalWidth = clinicalWidth,
            PatchWidth = patchWidth ?? Network.PatchWidth,
            GenomicGroupSizes = genomicGroupSizes,
            TimeBins = Outputs,
            LinearStart = LinearStart
                & ~(patchWidth is null ? LinearStart.Pathology : LinearStart.None)
                & ~(GenomicColumnNames is [] ? LinearStart.Genomics : LinearStart.None)
                & ~(clinicalWidth == 0 ? LinearStart.Clinical : LinearStart.None),
        }).Validated();

        internal override double DecayOf(string parameter) =>
            parameter.StartsWith(GenomicParts, StringComparison.Ordinal) ? GenomicDecayFactor * WeightDecay : WeightDecay;

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(
                GenomicDecayFactor >= 0 && double.IsFinite(GenomicDecayFactor),
                nameof(GenomicDecayFactor),
                GenomicDecayFactor,
                "a finite number, at least 0");
            // The sizes are known only from the data; any will do to check the rest.
            _ = For(patchWidth: 1, genomicGroupSizes: [1], ClinicalColumnName is null ? 0 : 1);
            if (FrozenMlpFile is not null && Network.ExpertResidual != ExpertResidual.Frozen)
            {
                throw new ArgumentException(
                    $"FrozenMlpFile is '{FrozenMlpFile}', but the network has no frozen MLP: "
                    + $"its ExpertResidual is {Network.ExpertResidual}.",
                    nameof(FrozenMlpFile));
            }
        }
    }

    // The concatenated head has no weights of modalities; a model without them lacks the column.
    private protected override bool ReportsModalities => _options.Network.Head == HeadForm.Gated;

    private protected override string? ClinicalColumnName => _options.ClinicalColumnName;

    private protected override bool Explains => _options.Explains;

    private protected override bool MayLackGenomics => true;

    private static VisionTransformerMlp ReadFrozenMlp(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".PT" or ".PTH"
            ? VisionTransformerMlp.From(PyTorchTensorFile.Read(file, VisionTransformerMlp.MayHold), file)
            : VisionTransformerMlp.Read(file);

    private protected override AdaMhfTransformer Train(TrainingRun run, ModelColumns columns, PrognosisSettings prognosis)
    {
        var configuration = _options.With<Options>(prognosis.Bins())
            .For(run.PatchWidth, columns.GenomicGroupSizes, columns.ClinicalWidth);
        // What does not depend on the seed is prepared once for all members.
        var frozen = _options.FrozenMlpFile is { } file ? ReadFrozenMlp(file) : null;
        var pretrained = _options.GenomicFeaturizer?.WeightsFor(configuration, run.Patients, columns);
        LinearStartFit? StartFrom(TrainingRun given) => configuration.LinearStart == LinearStart.None
            ? null
            : LinearStartFit.Of(configuration.LinearStart, given, _options);
        var common = _options.EarlyStopping is null ? StartFrom(run) : null;
        TrainedNetwork TrainOne(TrainingRun member) => AdaMhfNetwork.Create(configuration, member.Seed).GivenTo(network =>
        {
            if (frozen is not null) network.LoadFrozenMlp(frozen);
            if (pretrained is not null) NetworkWeights.Load(network.GenomicEmbedding, pretrained);
            if (pretrained is not null && _options.GenomicFeaturizerUse == GenomicFeaturizerUse.Frozen) network.GenomicEmbedding.Freeze();
            // Validation patients differ between members, and must not be learned from.
            var start = _options.EarlyStopping is null ? common : StartFrom(member);
            start?.GiveTo(network.LinearOffsets!);
            var trained = member.Train(network, configuration, start?.Offsets);
            var usage = ChoiceReader.OfTraining(network, TorchDevice.Select(Environment), member, _options.PatchesPerPatient);
            return trained with { Record = trained.Record with { Usage = usage, LinearStart = start?.Record } };
        });
        return TrainedEnsemble.Train(run, TrainOne, trained =>
        {
            var usage = trained.Records.Select(record => record.Usage!).ToArray();
            if (CollapsedGates.Warning(usage, configuration) is { } warning) run.Warn(warning);
            var settings = new AdaMhfSettings(columns, prognosis, configuration, trained.Record, trained.Baseline)
            {
                FurtherBaselines = trained.FurtherBaselines,
            };
            return new AdaMhfTransformer(Environment, settings, trained.Networks) { Epochs = trained.Epochs };
        });
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>
    /// AdaMHF, adaptive multimodal hierarchical fusion of patch bags and genomic groups, with the common parameters; all others are those
    /// of <see cref="AdaMhfRecipe.Recommended"/>.
    /// </summary>
    /// <param name="bagColumnName">Column of patch bags; null to train on genomics alone.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="epochs">Passes over the training patients, at least 1.</param>
    /// <param name="learningRate">Largest learning rate of the schedule, above 0.</param>
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

    /// <summary>AdaMHF, adaptive multimodal hierarchical fusion, with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AdaMhfTrainer AdaMhf(AdaMhfTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new AdaMhfTrainer(_context, options);
    }
}
