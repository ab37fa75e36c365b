using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// A trained survival network, or several that are averaged (<see cref="SurvivalTrainerOptions.Ensemble"/>). A multimodal one scores
/// patients with what they have; a patient with no modality that it reads gets NaN.
/// </summary>
public abstract class SurvivalNetworkTransformer : SurvivalTransformer, ITransformer, IDisposable
{
    private readonly NetworkModelSettings _network;
    private readonly IHostEnvironment _environment;
    private readonly SurvivalScorer _scorer;

    internal SurvivalNetworkTransformer(
        IHostEnvironment environment, string name, NetworkModelSettings settings, SurvivalNetwork[] networks)
        : base(environment, name, settings.Prognosis)
    {
        _network = settings;
        _environment = environment;
        _scorer = ScorerOf(networks);
        Background = settings.Background;
    }

    /// <summary>How the model came to be: data, seed, versions, and the training curve.</summary>
    public TrainingRecord Training => _network.Training;

    /// <summary>The weights of each network after every epoch; empty unless the trainer keeps them, and for a loaded model.</summary>
    internal IReadOnlyList<NamedTensors[]> Epochs { get; init; } = [];

    /// <summary>The settings that are saved with the model, but for <see cref="Background"/>.</summary>
    internal NetworkModelSettings NetworkSettings => _network;

    /// <summary>Scores patients.</summary>
    internal SurvivalScorer Scorer => _scorer;

    /// <summary>What the model says of its training patients on average; null for a model of an earlier version.</summary>
    internal PrognosisBackground? Background { get; set; }

    /// <summary>
    /// Slope of the log odds of the hazards by <see cref="SurvivalTrainerOptions.CalibrationFolds"/>: below 1 where the network's own
    /// curves are too extreme. Null for curves as the network predicts them.
    /// </summary>
    public double? CalibrationSlope => _network.Prognosis.Calibration?[0].Slope;

    /// <summary>Number of networks whose predictions are averaged; 1 for a single network.</summary>
    public int NetworkCount => _network.Networks;

    /// <summary>Number of trainable and frozen parameters, of an ensemble those of all networks together.</summary>
    public long ParameterCount => _scorer.ParameterCount;

    /// <summary>
    /// Counts the cost of one prediction by making one with a network of the model's shape: of what the model reads of a patient with as
    /// many patches. Selections of AdaMHF let through as much as they may.
    /// </summary>
    /// <param name="patches">Patches of the patient, at least 0; 0 for a patient without pathology.</param>
    /// <exception cref="ArgumentException">Nothing is left that the model reads.</exception>
    public NetworkCost CountCost(int patches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patches);
        using var scope = NewDisposeScope();
        using var network = NewNetwork();
        network.eval();
        if (network is AdaMhfNetwork selecting) CostCounter.LetThroughAll(selecting);
        using var random = new RandomSource(0);
        Tensor Normal(params long[] shape) => empty(shape).normal_(0, 1, random.On(CPU));
        var (width, groups) = (_network.Columns.PatchWidth, _network.Columns.GenomicGroupSizes);
        var patient = new PatientTensors(
            patches > 0 && width is { } known ? Normal(patches, known) : null,
            _network.Columns.GenomicColumnNames.Length > 0 ? Array.ConvertAll(groups, genes => Normal(genes)) : null)
        {
            Clinical = _network.Columns.ClinicalWidth is > 0 and var values ? Normal(values) : null,
        };
        if (patient is { Patches: null, Genomics: null })
            throw new ArgumentException($"The model reads nothing of a patient with {patches} patches.", nameof(patches));
        return CostCounter.Of(network, patient);
    }

    /// <summary>
    /// Adds the columns of the model. Rows are scored when they are read, in batches where the network computes batches: in their order, to
    /// 1e-6 as each alone.
    /// </summary>
    /// <param name="input">Patients, with the columns that the model reads.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public new IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!_scorer.ScoresTogether) return base.Transform(input);
        var mapper = MakeRowMapper(input.Schema);
        var reader = ReaderOf(input.Schema);
        // Two batches of bags would need twice the memory.
        var rows = new ScoringAheadDataView(input, () => new(input, reader, _scorer), mayDivide: !reader.ReadsBags);
        return new RowToRowMapperTransform(Host, rows, mapper, MakeRowMapper);
    }

    /// <inheritdoc/>
    IDataView ITransformer.Transform(IDataView input) => Transform(input);

    /// <summary>
    /// Frees every network, as soon as computations of other threads have ended. Scoring afterwards throws
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees every network.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _scorer.Dispose();
    }

    /// <summary>Settings with everything that is saved.</summary>
    private protected TSettings Stored<TSettings>(TSettings settings) where TSettings : NetworkModelSettings =>
        (TSettings)((NetworkModelSettings)settings with { Background = Background });

    /// <summary>The weights of each network, as entries of a model zip.</summary>
    private protected IEnumerable<(string Name, Action<Stream> Write)> WeightParts() => Enumerable.Range(0, NetworkCount)
        .Select(member => ModelZipWeights.Part(stream => _scorer.SaveWeights(stream, member), member));

    /// <summary>Loads every network of a model and makes their owner; when that fails, they are freed.</summary>
    private protected static TOwner LoadNetworks<TOwner>(
        ModelLoadContext ctx,
        IHostEnvironment environment,
        NetworkModelSettings settings,
        Func<SurvivalNetwork> create,
        Func<SurvivalNetwork[], TOwner> own)
    {
        var networks = new List<SurvivalNetwork>();
        try
        {
            for (var member = 0; member < settings.Networks; member++)
            {
                var weights = ctx.LoadWeights(environment, member);
                using (ConstructionBudget.Of(weights)) networks.Add(create());
                NetworkWeights.Load(networks[member], weights);
                settings.CheckBaselines(networks[member]);
            }
            settings.CheckBackground();
            return own([.. networks]);
        }
        catch
        {
            foreach (var network in networks) network.Dispose();
            throw;
        }
    }

    /// <summary>A network of the same shape, with any weights.</summary>
    private protected abstract SurvivalNetwork NewNetwork();

    /// <summary>The risk of every patient after every epoch that was kept.</summary>
    internal IEnumerable<double[]> RiskByEpoch(IDataView patients)
    {
        var modalities = ReadPatients(patients);
        foreach (var weights in Epochs)
        {
            SurvivalNetwork[] networks = [.. weights.Select(_ => NewNetwork())];
            using var scorer = ScorerOf(networks);
            foreach (var (network, own) in networks.Zip(weights)) NetworkWeights.Load(network, own);
            yield return [.. modalities.Select(patient => (double)scorer.Score(patient).Score)];
        }
    }

    /// <summary>The rows, bags as handles.</summary>
    private protected List<PatientModalities> ReadPatients(IDataView patients)
    {
        var reader = ReaderOf(patients.Schema);
        var modalities = new List<PatientModalities>();
        using var cursor = patients.GetRowCursor(reader.Columns);
        var read = reader.Bind(cursor);
        while (cursor.MoveNext()) modalities.Add(read());
        return modalities;
    }

    /// <summary>Computes with one of the networks.</summary>
    private protected T With<T>(int member, Func<SurvivalNetwork, PatientTensorFactory, T> compute) => _scorer.With(member, compute);

    /// <summary>A copy of every weight of one network by its state-dict key.</summary>
    /// <param name="member">Number of the network in an ensemble, from 0.</param>
    internal NamedTensors CopyWeights(int member = 0)
    {
        using var memory = new MemoryStream();
        _scorer.SaveWeights(memory, member);
        return SafeTensorsFile.Parse(memory.ToArray(), "weights");
    }

    /// <inheritdoc/>
    private protected override IPrognosisSource SourceFor(DataViewSchema schema)
    {
        _scorer.RefuseIfDisposed();
        return new Source(ReaderOf(schema), _scorer);
    }

    /// <summary>Reads what the model reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    internal PatientReader ReaderOf(DataViewSchema schema)
    {
        var reader = new PatientReader(
            schema, _network.Columns.BagColumnName, _network.Columns.GenomicColumnNames, _network.Columns.ClinicalColumnName);
        var (trained, given) = (_network.Columns.GenomicGroupSizes, reader.GenomicGroupSizes);
        if (reader.ClinicalWidth != _network.Columns.ClinicalWidth)
        {
            throw new ArgumentOutOfRangeException(nameof(schema),
                $"Schema mismatch for clinical column '{_network.Columns.ClinicalColumnName}': the model was trained with "
                + $"{_network.Columns.ClinicalWidth} values, got {reader.ClinicalWidth}.");
        }
        if (_network.Columns.GenomicColumnNames.Length == 0 || given.SequenceEqual(trained)) return reader;
        throw new ArgumentOutOfRangeException(nameof(schema),
            $"Schema mismatch for genomic group columns: the model was trained with groups of {string.Join(", ", trained)} genes, "
            + $"got {string.Join(", ", given)}.");
    }

    private SurvivalScorer ScorerOf(SurvivalNetwork[] networks) => new(networks, TorchDevice.Select(_environment), _network);

    private sealed class Source(PatientReader reader, SurvivalScorer scorer) : IPrognosisSource
    {
        public IEnumerable<DataViewSchema.Column> Columns => reader.Columns;

        public Func<PatientPrognosis> Bind(DataViewRow row)
        {
            var read = reader.Bind(row);
            return row is ScoringAheadDataView.Cursor cursor
                ? () => cursor.Prognosis() ?? scorer.Score(read())
                : () => scorer.Score(read());
        }
    }
}
