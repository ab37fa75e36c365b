using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

[assembly: LoadableClass(
    typeof(GenomicFeaturizingTransformer), null, typeof(SignatureLoadModel),
    "Genomic featurizer", GenomicFeaturizingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper), typeof(GenomicFeaturizingTransformer), null, typeof(SignatureLoadRowMapper),
    "Genomic featurizer", GenomicFeaturizingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// Adds the tokens of the genomic groups, the same numbers as one flat vector, and on demand the risk that genes alone give. A patient
/// without genomics gets NaN in all of them. Scoring is lazy; any number of cursors and threads may use one model.
/// </summary>
public sealed class GenomicFeaturizingTransformer : RowToRowTransformerBase, IDisposable
{
    internal const string LoaderSignature = "AdaMhfGenomicFeaturizer";
    private const string ModelSignature = "GENOMFEA";

    private readonly GenomicFeaturizerSettings _settings;
    private readonly GenomicSurvivalNetwork _network;
    private readonly Device _device;
    private readonly SharedUse _use;

    internal GenomicFeaturizingTransformer(IHostEnvironment environment, GenomicFeaturizerSettings settings, GenomicSurvivalNetwork network)
        : base(environment.Register(nameof(GenomicFeaturizingTransformer)))
    {
        _settings = settings;
        _network = network;
        _use = new(GetType(), network.Dispose);
        _device = TorchDevice.Select(environment);
        network.to(_device);
        network.eval();
    }

    /// <summary>Shape of the network.</summary>
    public GenomicNetworkConfiguration Configuration => _settings.Network;

    /// <summary>Names of the genomic group columns that it reads, in the order of the tokens.</summary>
    public IReadOnlyList<string> GenomicColumnNames => _settings.GenomicColumnNames;

    /// <summary>
    /// Frees the network, as soon as computations of other threads have ended. Scoring afterwards throws
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose() => _use.Dispose();

    // Layout in the model zip:
    // Settings.json: GenomicFeaturizerSettings
    // Weights.safetensors: every parameter by state-dict key
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        using var use = _use.Begin();
        ctx.SaveComponent(
            ModelSignature,
            LoaderSignature,
            _settings,
            [ModelZipWeights.Part(stream => NetworkWeights.Save(_network.Genes, stream))]);
    }

    private static GenomicFeaturizingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx)
    {
        var settings = ctx.LoadSettings<GenomicFeaturizerSettings>(
            environment, ModelSignature, LoaderSignature, settings => settings.Check());
        var weights = ctx.LoadWeights(environment);
        GenomicNetwork genes;
        using (ConstructionBudget.Of(weights)) genes = GenomicNetwork.Create(settings.Network, seed: 0);
        var network = new GenomicSurvivalNetwork(genes, settings.Supervision == GenomicSupervision.Cox);
        return network.GivenTo(owned =>
        {
            NetworkWeights.Load(owned.Genes, weights);
            return new GenomicFeaturizingTransformer(environment, settings, owned);
        });
    }

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        _use.Begin().Dispose();
        return new Mapper(this, schema);
    }

    private (float[] Tokens, float Risk) Score(float[][]? genomics)
    {
        using var use = _use.Begin();
        var size = _settings.GenomicColumnNames.Length * _settings.Network.TokenWidth;
        if (genomics is null) return ([.. Enumerable.Repeat(float.NaN, size)], float.NaN);

        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        Tensor[] profiles = Array.ConvertAll(genomics, group => DeviceTensor.Of(group, _device, group.Length));
        var tokens = _network.Genes.Embedding.call(profiles);
        var risk = _settings.RiskColumnName is null ? float.NaN : Risk(_network.Genes.call(profiles));
        return (tokens.flatten().cpu().data<float>().ToArray(), risk);
    }

    private float Risk(Tensor output)
    {
        if (_settings.Supervision == GenomicSupervision.Cox) return output.cpu().item<float>();
        double[] hazards = [.. output.sigmoid().cpu().data<float>().Select(hazard => (double)hazard)];
        return (float)DiscreteHazards.Risk(hazards);
    }

    private sealed class Mapper : MapperBase
    {
        private readonly GenomicFeaturizingTransformer _parent;
        private readonly PatientReader _reader;

        public Mapper(GenomicFeaturizingTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _reader = new PatientReader(schema, bagColumnName: null, parent._settings.GenomicColumnNames);
            var (trained, given) = (parent.Configuration.GroupSizes, _reader.GenomicGroupSizes);
            if (!given.SequenceEqual(trained))
            {
                throw new ArgumentOutOfRangeException(nameof(schema),
                    "Schema mismatch for genomic group columns: "
                    + $"the featurizer was trained with groups of {string.Join(", ", trained)} genes, got {string.Join(", ", given)}.");
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => GenomicFeaturizerColumns.Deliver(_parent._settings);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput)
        {
            if (!Enumerable.Range(0, OutputColumns.Value.Length).Any(activeOutput)) return _ => false;
            var needed = _reader.Columns.Select(column => column.Index).ToHashSet();
            return needed.Contains;
        }

        // All columns come from one pass through the network: the row is scored once, when the first of them is asked for.
        public override Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var getters = new Delegate[OutputColumns.Value.Length];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput)) return getters;

            var read = _reader.Bind(input);
            var position = long.MinValue;
            (float[] Tokens, float Risk) current = ([], float.NaN);
            (float[] Tokens, float Risk) Current()
            {
                if (position != input.Position) current = _parent.Score(read().Genomics);
                position = input.Position;
                return current;
            }

            for (var column = 0; column < 2; column++)
            {
                if (activeOutput(column)) getters[column] = Vector(() => Current().Tokens);
            }
            if (getters.Length > 2 && activeOutput(2)) getters[2] = (ValueGetter<float>)((ref float value) => value = Current().Risk);
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
