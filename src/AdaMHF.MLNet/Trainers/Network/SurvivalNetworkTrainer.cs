using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// What all trainers of survival networks share: the columns they read, the data they refuse, the columns their models add.
/// </summary>
/// <typeparam name="TTransformer">The trained model.</typeparam>
public abstract class SurvivalNetworkTrainer<TTransformer> : IEstimator<TTransformer>
    where TTransformer : SurvivalNetworkTransformer
{
    private readonly SurvivalTrainerOptions _options;

    private protected SurvivalNetworkTrainer(IHostEnvironment environment, SurvivalTrainerOptions options)
    {
        Environment = environment;
        _options = options;
    }

    private protected IHostEnvironment Environment { get; }

    /// <summary>Whether the network reads patch bags.</summary>
    private protected virtual bool ReadsPathology => true;

    /// <summary>Whether the network reads genes.</summary>
    private protected virtual bool ReadsGenomics => true;

    /// <summary>Whether the network does without genes, given that it reads them and no columns are named.</summary>
    private protected virtual bool MayLackGenomics => false;

    /// <summary>Whether the network says how much each modality counted.</summary>
    private protected virtual bool ReportsModalities => false;

    /// <summary>Whether the model says what it looked at.</summary>
    private protected virtual bool Explains => false;

    /// <summary>Column of clinical values; null when the network reads none.</summary>
    private protected virtual string? ClinicalColumnName => null;

    private bool IsEnsemble => _options.Ensemble > 1;

    private string? BagColumnName => ReadsPathology ? _options.BagColumnName : null;

    /// <summary>Trains on all rows of the data; the caller holds out what should be held out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="SurvivalDataException">
    /// A time is not above 0, a patient has several rows, or there are too few deaths to cut time bins; the message names the patient.
    /// </exception>
    /// <exception cref="InvalidOperationException">The loss is not finite; the message names patient and epoch.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        SurvivalOutcomes.RequireNoEntries(input, _options, "the network's loss");
        TorchBackend.EnsureLoaded();

        string[] genomicColumns = ReadsGenomics ? [.. _options.GenomicColumnNames ?? GenomicGroupAnnotation.ColumnsOf(input.Schema)] : [];
        using var channel = Environment.Register(GetType().Name).Start(nameof(Fit));
        using var threads = new TorchThreads(_options.CpuThreads);
        var reader = new PatientReader(input.Schema, BagColumnName, genomicColumns, ClinicalColumnName);
        var patients = TrainingPatients.Read(input, reader, _options, channel);
        var bins = TrainingBins.OfNetwork(_options, patients.Time, patients.Event, channel);
        var options = _options.With<SurvivalTrainerOptions>(bins);
        var run = new TrainingRun(Environment, channel, options, patients, bins);
        // A network of both that is trained on bags alone has one group, of a gene that nobody has.
        var sizes = ReadsGenomics && genomicColumns.Length == 0 ? [1] : reader.GenomicGroupSizes;
        var columns = new ModelColumns(
            BagColumnName, run.PatchWidth, genomicColumns, sizes, _options.PatchesPerPatient, ClinicalColumnName, reader.ClinicalWidth);
        var prognosis = PrognosisSettings.Create(bins, patients.Time, _options.ReportedMonths, ReportsModalities);
        // Progress and weights of epochs are those of the network that stays.
        var silent = options with { Progress = null, KeepEpochWeights = false };
        var calibration = _options.CalibrationFolds == 0 ? null : CrossFittedCalibration.Fit(
            patients, _options, run.Seed, prognosis, channel,
            some => Train(new TrainingRun(Environment, new SilentChannel(channel), silent, some, bins), columns, prognosis));
        var model = Train(run, columns, prognosis with
        {
            Calibration = calibration,
            ExplainedGroups = Explains ? genomicColumns : null,
            ReportsClinical = ReportsModalities && ClinicalColumnName is not null,
            ReportsSpread = IsEnsemble,
        });
        try
        {
            model.Background = BackgroundReader.Of(model.Scorer, patients.Modalities, model.NetworkSettings, _options.CancellationToken);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SurvivalOutcomes.Require(inputSchema, _options);
        if (BagColumnName is { } bagName)
        {
            if (!inputSchema.TryFindColumn(bagName, out var bag))
            {
                throw new ArgumentOutOfRangeException(nameof(inputSchema),
                    $"Could not find patch bag column '{bagName}'. "
                    + $"The data has: {string.Join(", ", inputSchema.Select(column => column.Name))}. "
                    + "Append Transforms.LoadWsiBags to the pipeline before the trainer; a cache checkpoint belongs before it, "
                    + "because ML.NET's cache drops columns of bags, which are handles and need none.");
            }
            if (bag.ItemType is not PatchBagDataViewType) throw SchemaMismatch.Of(bag, "patch bag", "PatchBag");
        }
        else if (!ReadsGenomics)
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema),
                $"{GetType().Name} reads patch bags alone: name their column in {nameof(SurvivalTrainerOptions.BagColumnName)}.");
        }

        IReadOnlyList<string> genomics = ReadsGenomics ? _options.GenomicColumnNames ?? GenomicGroupAnnotation.ColumnsOf(inputSchema) : [];
        if (ReadsGenomics && genomics.Count == 0 && !(MayLackGenomics && BagColumnName is not null && _options.GenomicColumnNames is []))
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema),
                "Could not find genomic group columns. "
                + "Append Transforms.GroupGenomics to the pipeline before the trainer, or name the columns in GenomicColumnNames; "
                + (MayLackGenomics ? "none, [], trains on bags alone." : "a network that reads bags alone is AttnMil."));
        }
        foreach (var name in genomics) RequireNumbers(inputSchema, name, "genomic group");
        if (ClinicalColumnName is { } clinical) RequireNumbers(inputSchema, clinical, "clinical");
        return inputSchema.With(SurvivalOutputColumns.Promise(
            _options.ReportedMonths.Count > 0, ReportsModalities, Explains, IsEnsemble));
    }

    private static void RequireNumbers(SchemaShape schema, string name, string role)
    {
        var column = schema.Require(name, role);
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(column, role, "a vector of Single of known size");
    }

    /// <summary>Builds the network or networks, trains and wraps them.</summary>
    private protected abstract TTransformer Train(TrainingRun run, ModelColumns columns, PrognosisSettings prognosis);
}
