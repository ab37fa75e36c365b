using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(VectorBagTransformer),
    null,
    typeof(SignatureLoadModel),
    "Patch bags from vectors",
    VectorBagTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(VectorBagTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Patch bags from vectors",
    VectorBagTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// Adds a column of <see cref="PatchBag"/> handles made from vectors. See <see cref="PatchBagsCatalog.ConvertToPatchBags"/>.
/// </summary>
public sealed class VectorBagTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "AdaMhfVectorBags";

    private const string ModelSignature = "VECTBAGS";

    private readonly VectorBagSettings _settings;

    internal VectorBagTransformer(IHostEnvironment environment, VectorBagSettings settings)
        : base(environment.Register(nameof(VectorBagTransformer))) => _settings = settings;

    // Layout in the model zip:
    // Settings.json: VectorBagSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent(ModelSignature, LoaderSignature, _settings);

    private static VectorBagTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, ctx.LoadSettings<VectorBagSettings>(
            environment, ModelSignature, LoaderSignature, settings => settings.Check()));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private PatchBag Bag(VBuffer<float> features, long row)
    {
        var values = features.DenseValues().ToArray();
        var width = _settings.Width ?? values.Length;
        if (Array.TrueForAll(values, float.IsNaN)) return PatchBag.Empty;
        if (values.Length % width == 0) return PatchBag.FromMemory(values, width);
        throw new InvalidOperationException(
            $"Row {row} has {values.Length} values in column '{_settings.InputColumnName}'; "
            + $"expected a whole number of patches of width {width}. Name the width of the features.");
    }

    private sealed class Mapper : MapperBase
    {
        private readonly VectorBagTransformer _parent;
        private readonly DataViewSchema.Column _features;

        public Mapper(VectorBagTransformer parent, DataViewSchema schema) : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _features = schema.Require(parent._settings.InputColumnName, "patch feature");
            if (_features.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
                throw SchemaMismatch.Of(_features, "patch feature", "a vector of Single");
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_parent._settings.OutputColumnName, PatchBagDataViewType.Instance)];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && column == _features.Index;

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var getter = input.GetGetter<VBuffer<float>>(_features);
            VBuffer<float> features = default;
            return (ValueGetter<PatchBag>)((ref PatchBag bag) =>
            {
                getter(ref features);
                bag = _parent.Bag(features, input.Position);
            });
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }
}
