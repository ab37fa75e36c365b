using AdaMHF.MLNet.Slides;
using AdaMHF.PatchBags;
using AdaMHF.Slides;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(WsiFeatureExtractingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Whole-slide-image feature extraction",
    WsiFeatureExtractingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(WsiFeatureExtractingTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Whole-slide-image feature extraction",
    WsiFeatureExtractingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet.Slides;

/// <summary>
/// Adds a column of <see cref="PatchBag"/> handles from slides, through a cache folder. See
/// <see cref="SlidesCatalog.ExtractWsiFeatures"/>. Dispose frees the encoder.
/// </summary>
public sealed class WsiFeatureExtractingTransformer : RowToRowTransformerBase, IDisposable
{
    internal const string LoaderSignature = "AdaMhfWsiFeatures";

    private const string ModelSignature = "WSIFEATS";
    private const string EncoderEntry = "Encoder.onnx";

    private readonly WsiFeatureSettings _settings;
    private readonly byte[]? _embedded;
    private readonly SlideBags _bags;

    internal WsiFeatureExtractingTransformer(
        IHostEnvironment environment, WsiFeatureSettings settings, byte[]? embedded, EncoderOptions run)
        : base(environment.Register(nameof(WsiFeatureExtractingTransformer)))
    {
        (_settings, _embedded) = (settings, embedded);
        _bags = new(settings, embedded, run);
    }

    /// <summary>The encoder, with the place where it is looked for.</summary>
    public EncoderDescription Encoder => _settings.Encoder;

    /// <summary>Folder of the bags.</summary>
    public string CacheFolder => _settings.CacheFolder;

    /// <inheritdoc/>
    public void Dispose() => _bags.Dispose();

    // Layout in the model zip:
    // Settings.json: WsiFeatureSettings
    // Encoder.onnx: the encoder, where it is embedded
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        var encoder = _settings.EmbedEncoder ? _embedded ?? File.ReadAllBytes(_settings.Encoder.Model) : null;
        ctx.SaveComponent(
            ModelSignature, LoaderSignature, _settings, encoder is null ? [] : [(EncoderEntry, stream => stream.Write(encoder))]);
    }

    private static WsiFeatureExtractingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx)
    {
        var settings = ctx.LoadSettings<WsiFeatureSettings>(
            environment, ModelSignature, LoaderSignature, stored => stored.Extraction.Checked());
        var encoder = settings.EmbedEncoder ? ctx.LoadPart(environment, EncoderEntry) : null;
        var places = SlideModelPlaces.Current;
        return new(environment, settings.At(places), encoder, places.EncoderRun);
    }

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : MapperBase
    {
        private readonly WsiFeatureExtractingTransformer _parent;
        private readonly DataViewSchema.Column _slides;

        public Mapper(WsiFeatureExtractingTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _slides = schema.Require(parent._settings.InputColumnName, "slide path");
            if (_slides.Type.GetItemType() is not TextDataViewType)
                throw SchemaMismatch.Of(_slides, "slide path", "Text, or a vector of Text");
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_parent._settings.OutputColumnName, PatchBagDataViewType.Instance)];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && column == _slides.Index;

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            var channel = _parent.Host.Start("Slides");
            disposer = channel.Dispose;
            if (_slides.Type is not VectorDataViewType)
            {
                var one = input.GetGetter<ReadOnlyMemory<char>>(_slides);
                ReadOnlyMemory<char> path = default;
                return (ValueGetter<PatchBag>)((ref PatchBag bag) =>
                {
                    one(ref path);
                    bag = _parent._bags.Of([path], channel);
                });
            }

            var many = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(_slides);
            VBuffer<ReadOnlyMemory<char>> paths = default;
            return (ValueGetter<PatchBag>)((ref PatchBag bag) =>
            {
                many(ref paths);
                bag = _parent._bags.Of(paths.GetValues(), channel);
            });
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }
}
