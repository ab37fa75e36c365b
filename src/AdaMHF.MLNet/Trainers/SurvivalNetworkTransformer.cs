using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// A trained survival network: adds Score, Hazards, SurvivalProbabilities and ModalityWeights (see <see cref="SurvivalColumns"/>). Scoring is lazy;
/// any number of cursors and threads may use one model. Patients with one modality are scored with it; a patient with neither gets NaN.
/// </summary>
public abstract class SurvivalNetworkTransformer : RowToRowTransformerBase, IDisposable
{
    private readonly ModelColumns _columns;
    private readonly SurvivalScorer _scorer;

    internal SurvivalNetworkTransformer(IHostEnvironment environment, string name, ModelColumns columns, SurvivalNetwork network)
        : base(environment.Register(name))
    {
        _columns = columns;
        _scorer = new SurvivalScorer(network, TorchDevice.Select(environment), columns);
    }

    /// <summary>Edges of the time bins in months: 0, the inner edges, infinity.</summary>
    public IReadOnlyList<double> TimeBinEdges => _columns.TimeBinEdges;

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
    protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        _scorer.RefuseIfDisposed();
        return new Mapper(this, schema);
    }

    private sealed class Mapper : MapperBase
    {
        private readonly SurvivalNetworkTransformer _parent;
        private readonly PatientReader _reader;

        public Mapper(SurvivalNetworkTransformer parent, DataViewSchema schema) : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _reader = new PatientReader(schema, parent._columns.BagColumnName, parent._columns.GenomicColumnNames);
            if (!_reader.GenomicGroupSizes.SequenceEqual(parent._columns.GenomicGroupSizes))
            {
                throw new ArgumentOutOfRangeException(nameof(schema),
                    $"Schema mismatch for genomic group columns: the model was trained with groups of {string.Join(", ", parent._columns.GenomicGroupSizes)} genes, "
                    + $"got {string.Join(", ", _reader.GenomicGroupSizes)}.");
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => SurvivalOutputColumns.Deliver(_parent._columns.TimeBinEdges);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput)
        {
            if (!Enumerable.Range(0, OutputColumns.Value.Length).Any(activeOutput)) return _ => false;
            var needed = _reader.Columns.Select(column => column.Index).ToHashSet();
            return needed.Contains;
        }

        // All columns come from one pass through the network, so they share it: the row is scored once, when the first of them is asked for.
        public override Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var getters = new Delegate[OutputColumns.Value.Length];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput)) return getters;

            var read = _reader.Bind(input);
            var (position, prognosis) = (long.MinValue, default(PatientPrognosis));
            PatientPrognosis Current()
            {
                if (prognosis is null || position != input.Position)
                {
                    prognosis = _parent._scorer.Score(read());
                    position = input.Position;
                }
                return prognosis;
            }

            if (activeOutput(0)) getters[0] = (ValueGetter<float>)((ref float value) => value = Current().Score);
            if (activeOutput(1)) getters[1] = Vector(() => Current().Hazards);
            if (activeOutput(2)) getters[2] = Vector(() => Current().Survival);
            if (activeOutput(3)) getters[3] = Vector(() => Current().ModalityWeights);
            return getters;
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer) =>
            CreateGetters(input, column => column == iinfo, out disposer)[iinfo];

        private static ValueGetter<VBuffer<float>> Vector(Func<float[]> values) => (ref VBuffer<float> result) =>
        {
            var current = values();
            var editor = VBufferEditor.Create(ref result, current.Length);
            current.CopyTo(editor.Values);
            result = editor.Commit();
        };

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }
}
