using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(ClinicalEncodingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Clinical columns",
    ClinicalEncodingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(ClinicalEncodingTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Clinical columns",
    ClinicalEncodingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>Adds clinical columns as one vector. See <see cref="ClinicalCatalog.EncodeClinical"/>.</summary>
public sealed class ClinicalEncodingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "AdaMhfClinical";

    private const string ModelSignature = "CLINICAL";

    private readonly ClinicalEncodingSettings _settings;

    internal ClinicalEncodingTransformer(IHostEnvironment environment, ClinicalEncodingSettings settings)
        : base(environment.Register(nameof(ClinicalEncodingTransformer))) => _settings = settings;

    /// <summary>Names of the values of the vector, such as <c>age</c> and <c>stage=III</c>.</summary>
    public IReadOnlyList<string> SlotNames => [.. _settings.Columns.SelectMany(column => column.Slots)];

    // Layout in the model zip:
    // Settings.json: ClinicalEncodingSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent(ModelSignature, LoaderSignature, _settings);

    private static ClinicalEncodingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, ctx.LoadSettings<ClinicalEncodingSettings>(
            environment, ModelSignature, LoaderSignature, stored => stored.Check()));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : MapperBase
    {
        private readonly ClinicalEncodingTransformer _parent;
        private readonly DataViewSchema.Column[] _columns;

        public Mapper(ClinicalEncodingTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _columns = Array.ConvertAll(parent._settings.Columns, column => schema.Require(column.Name, "clinical"));
            foreach (var (column, learned) in _columns.Zip(parent._settings.Columns))
            {
                ClinicalColumnReader.Require(column);
                var isText = ClinicalColumnReader.IsText(column.Type);
                if (isText != learned.Categories is not null)
                    throw SchemaMismatch.Of(column, "clinical", isText ? "a number, as in training" : "Text, as in training");
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            ReadOnlyMemory<char>[] names = [.. _parent.SlotNames.Select(name => name.AsMemory())];
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.AddSlotNames(names.Length, (ref VBuffer<ReadOnlyMemory<char>> slots) => slots = new(names.Length, names));
            var type = new VectorDataViewType(NumberDataViewType.Single, names.Length);
            return [new(_parent._settings.OutputColumnName, type, annotations.ToAnnotations())];
        }

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && Array.Exists(_columns, own => own.Index == column);

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var width = _parent._settings.Width;
            ClinicalCode[] codes = [.. _columns.Zip(_parent._settings.Columns, (column, learned) => Code(input, column, learned))];
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> result) =>
            {
                var editor = VBufferEditor.Create(ref result, width);
                var (place, isMissing) = (0, true);
                for (var i = 0; i < codes.Length; i++)
                {
                    var own = _parent._settings.Columns[i].Width;
                    isMissing &= !codes[i](editor.Values.Slice(place, own));
                    place += own;
                }
                if (isMissing) editor.Values.Fill(float.NaN);
                result = editor.Commit();
            });
        }

        private static ClinicalCode Code(DataViewRow input, DataViewSchema.Column column, CodedColumn learned)
        {
            if (ClinicalColumnReader.IsText(column.Type))
            {
                var category = ClinicalColumnReader.Categories(input, column);
                return into =>
                {
                    var value = category();
                    learned.Code(value.Span, into);
                    return !value.IsEmpty;
                };
            }
            var number = ClinicalColumnReader.Numbers(input, column);
            return into =>
            {
                var value = number();
                learned.Code(value, into);
                return !double.IsNaN(value);
            };
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }

    // Whether there is a value.
    private delegate bool ClinicalCode(Span<float> into);
}
