using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// A trained survival network. A multimodal one scores patients with what they have; a patient with no modality that it reads gets NaN.
/// </summary>
public abstract class SurvivalNetworkTransformer : SurvivalTransformer, IDisposable
{
    private readonly ModelColumns _columns;
    private readonly SurvivalScorer _scorer;

    internal SurvivalNetworkTransformer(IHostEnvironment environment, string name, NetworkModelSettings settings, SurvivalNetwork network)
        : base(environment, name, settings.Prognosis)
    {
        _columns = settings.Columns;
        Training = settings.Training;
        _scorer = new SurvivalScorer(network, TorchDevice.Select(environment), settings.Columns, settings.Prognosis, settings.Baseline);
    }

    /// <summary>How the model came to be: data, seed, versions, and the training curve.</summary>
    public TrainingRecord Training { get; }

    /// <summary>Number of the network's trainable and frozen parameters.</summary>
    public long ParameterCount => _scorer.ParameterCount;

    /// <summary>Frees the network. Scoring afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the network.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _scorer.Dispose();
    }

    private protected void SaveWeights(ModelSaveContext ctx) => ctx.SaveWeights(_scorer.SaveWeights);

    private protected static void LoadWeights(ModelLoadContext ctx, SurvivalNetwork network) => ctx.LoadWeights(network);

    /// <summary>A copy of every weight by its state-dict key.</summary>
    internal NamedTensors CopyWeights()
    {
        using var memory = new MemoryStream();
        _scorer.SaveWeights(memory);
        return SafeTensorsFile.Parse(memory.ToArray(), "weights");
    }

    /// <inheritdoc/>
    private protected override IPrognosisSource SourceFor(DataViewSchema schema)
    {
        _scorer.RefuseIfDisposed();
        var reader = new PatientReader(schema, _columns.BagColumnName, _columns.GenomicColumnNames);
        if (reader.GenomicGroupSizes.SequenceEqual(_columns.GenomicGroupSizes)) return new Source(reader, _scorer);
        throw new ArgumentOutOfRangeException(nameof(schema),
            $"Schema mismatch for genomic group columns: the model was trained with groups of {string.Join(", ", _columns.GenomicGroupSizes)} genes, "
            + $"got {string.Join(", ", reader.GenomicGroupSizes)}.");
    }

    private sealed class Source(PatientReader reader, SurvivalScorer scorer) : IPrognosisSource
    {
        public IEnumerable<DataViewSchema.Column> Columns => reader.Columns;

        public Func<PatientPrognosis> Bind(DataViewRow row)
        {
            var read = reader.Bind(row);
            return () => scorer.Score(read());
        }
    }
}
