using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(WsiBagLoadingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Whole-slide-image bag loading",
    WsiBagLoadingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(WsiBagLoadingTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Whole-slide-image bag loading",
    WsiBagLoadingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// Adds a column of lazy <see cref="PatchBag"/> handles, found by slide id in a folder. See
/// <see cref="PatchBagsCatalog.LoadWsiBags(TransformsCatalog, string, string, string, WsiBagOptions)"/>.
/// </summary>
public sealed class WsiBagLoadingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "AdaMhfWsiBagLoading";

    private readonly WsiBagLoadingSettings _settings;
    private readonly SlideFolder _folder;

    internal WsiBagLoadingTransformer(IHostEnvironment environment, WsiBagLoadingSettings settings)
        : base(environment.Register(nameof(WsiBagLoadingTransformer)))
    {
        _settings = settings;
        _folder = new SlideFolder(settings.Folder);
    }

    // Layout in the model zip:
    // Settings.json: WsiBagLoadingSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.SaveComponent("WSIBAGLD", LoaderSignature, _settings.BesideZip());

    private static WsiBagLoadingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, WsiBagFolder.Found(
            environment,
            ctx.LoadSettings<WsiBagLoadingSettings>(environment, "WSIBAGLD", LoaderSignature, settings => settings.Check())));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private PatchBag Find(ReadOnlySpan<ReadOnlyMemory<char>> slideIds, AbsentSlideCount absent)
    {
        var files = new List<string>(slideIds.Length);
        var missing = 0;
        foreach (var id in slideIds)
        {
            if (id.Span.IsWhiteSpace()) continue;
            if (_folder.Find(id.ToString()) is { } file) files.Add(file);
            else if (_settings.AbsentFiles == AbsentBagFile.Error) throw NoFile(id.ToString());
            else missing++;
            if (files.Count > 0 && _settings.SeveralSlides == SeveralSlides.First) break;
        }
        absent.Add(missing, patientLosesPathology: missing > 0 && files.Count == 0);

        var bag = _settings.SeveralSlides == SeveralSlides.Largest && files.Count > 1
            ? files.Select(file => PatchBag.Open(file)).MaxBy(slide => slide.PatchCount)!
            : PatchBag.Open(files);
        return _settings.PatchBudget is { } budget && files.Count > 0
            ? bag.WithBudget(budget, _settings.Seed, StableHash(bag.Sources[0]))
            : bag;
    }

    // Seeds the sample by the file's name: patients with equally many patches do not all lose the same ones, whatever the folder's path.
    private static int StableHash(string file) =>
        Path.GetFileName(file).Aggregate(17, (hash, character) => unchecked((hash * 31) + character));

    private FileNotFoundException NoFile(string slideId)
    {
        var expected = SlideFolder.WithoutExtension(slideId) + ".h5";
        return new FileNotFoundException(
            $"Slide '{Identifier.Shown(slideId)}' has no bag file: neither '{Path.Combine(_settings.Folder, expected)}' nor another format "
            + $"of that name ({string.Join(", ", SlideFolder.BagExtensions.Skip(1))}) exists, nor either in the subfolders h5_files and "
            + $"pt_files. Extract its features, remove the slide from column '{_settings.InputColumnName}', or load with "
            + $"{nameof(AbsentBagFile)}.{nameof(AbsentBagFile.TreatAsMissing)} (--absent-bags missing).",
            expected);
    }

    private sealed class Mapper : MapperBase
    {
        private readonly WsiBagLoadingTransformer _parent;
        private readonly DataViewSchema.Column _slides;

        public Mapper(WsiBagLoadingTransformer parent, DataViewSchema schema) : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _slides = schema.Require(parent._settings.InputColumnName, "slide id");
            if (_slides.Type.GetItemType() is not TextDataViewType)
                throw SchemaMismatch.Of(_slides, "slide id", "Text, or a vector of Text");
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() =>
            [new(_parent._settings.OutputColumnName, PatchBagDataViewType.Instance)];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => activeOutput(0) && column == _slides.Index;

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            var absent = new AbsentSlideCount();
            disposer = () => absent.Log(_parent.Host, _parent._settings.Folder);
            if (_slides.Type is not VectorDataViewType)
            {
                var one = input.GetGetter<ReadOnlyMemory<char>>(_slides);
                ReadOnlyMemory<char> id = default;
                return (ValueGetter<PatchBag>)((ref PatchBag bag) =>
                {
                    one(ref id);
                    bag = _parent.Find([id], absent);
                });
            }

            var many = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(_slides);
            VBuffer<ReadOnlyMemory<char>> ids = default;
            return (ValueGetter<PatchBag>)((ref PatchBag bag) =>
            {
                many(ref ids);
                bag = _parent.Find(ids.GetValues(), absent);
            });
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }
}
