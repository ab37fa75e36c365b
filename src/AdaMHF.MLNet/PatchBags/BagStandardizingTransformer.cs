using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(BagStandardizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Standardised patch bags",
    BagStandardizingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(BagStandardizingTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Standardised patch bags",
    BagStandardizingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// Adds a column of <see cref="PatchBag"/> handles whose features are standardised as they are read. See
/// <see cref="PatchBagsCatalog.StandardizeBags(TransformsCatalog, string, string?, BagStandardizingOptions?)"/>.
/// </summary>
public sealed class BagStandardizingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "AdaMhfStandardBags";

    private const string ModelSignature = "STDPBAGS";

    private readonly BagStandardizingSettings _settings;

    internal BagStandardizingTransformer(IHostEnvironment environment, BagStandardizingSettings settings)
        : base(environment.Register(nameof(BagStandardizingTransformer)))
    {
        _settings = settings;
        Scaling = new(
            settings.Means, settings.Deviations, settings.SignedLog, settings.MissingValues == BagMissingValues.TrainingMean);
    }

    /// <summary>Means and standard deviations of the training patients.</summary>
    public PatchScaling Scaling { get; }

    // Layout in the model zip:
    // Settings.json: BagStandardizingSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent(ModelSignature, LoaderSignature, _settings);

    private static BagStandardizingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, ctx.LoadSettings<BagStandardizingSettings>(
            environment, ModelSignature, LoaderSignature, settings => settings.Check()));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : MapperBase
    {
        private readonly BagStandardizingTransformer _parent;
        private readonly DataViewSchema.Column _bags;

        public Mapper(BagStandardizingTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _bags = schema.Require(parent._settings.InputColumnName, "patch bag");
            if (_bags.Type is not PatchBagDataViewType) throw SchemaMismatch.Of(_bags, "patch bag", "PatchBag");
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_parent._settings.OutputColumnName, PatchBagDataViewType.Instance)];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && column == _bags.Index;

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var getter = input.GetGetter<PatchBag>(_bags);
            var bag = PatchBag.Empty;
            return (ValueGetter<PatchBag>)((ref PatchBag standardised) =>
            {
                getter(ref bag);
                standardised = (bag ?? PatchBag.Empty).WithScaling(_parent.Scaling);
            });
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }
}
