using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(GenomicGroupingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Genomic grouping",
    GenomicGroupingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(GenomicGroupingTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Genomic grouping",
    GenomicGroupingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// Adds one standardised vector column per functional group of genes. See
/// <see cref="GenomicsCatalog.GroupGenomics(TransformsCatalog, GeneGroups, string, float)"/>.
/// </summary>
public sealed class GenomicGroupingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "AdaMhfGenomicGrouping";

    private readonly GenomicGroupingSettings _settings;

    internal GenomicGroupingTransformer(IHostEnvironment environment, GenomicGroupingSettings settings)
        : base(environment.Register(nameof(GenomicGroupingTransformer)))
    {
        _settings = settings;
    }

    /// <summary>Names of the added columns, in order.</summary>
    public IReadOnlyList<string> GroupNames => [.. _settings.Groups.Select(group => group.Name)];

    /// <summary>Gene columns of each group, in the order of its slots.</summary>
    public IReadOnlyList<IReadOnlyList<string>> GroupColumns => [.. _settings.Groups.Select(group => group.Genes)];

    /// <summary>Gene columns that the filters removed, each with the first filter that it did not pass.</summary>
    public IReadOnlyList<FilteredGene> FilteredGenes => _settings.Filtered;

    /// <summary>Share of the training rows' variance that the site explains; null without a site column or with too few patients.</summary>
    public SiteEffect? SiteEffect => _settings.SiteEffect;

    // Layout in the model zip:
    // Settings.json: GenomicGroupingSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent("GENOMGRP", LoaderSignature, _settings);

    private static GenomicGroupingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, ctx.LoadSettings<GenomicGroupingSettings>(
            environment, "GENOMGRP", LoaderSignature, settings => settings.Check()));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : MapperBase
    {
        private readonly GenomicGroupingSettings _settings;
        private readonly GenomicGroupingTransformer _parent;
        private readonly DataViewSchema.Column _genes;
        private readonly DataViewSchema.Column? _names;
        private readonly int[][] _slots;
        private readonly int _size;

        public Mapper(GenomicGroupingTransformer parent, DataViewSchema schema) : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _settings = parent._settings;
            _names = PatientIds.ColumnOf(schema, SurvivalColumns.PatientId);
            _genes = schema.Require(_settings.InputColumnName, "gene");
            if (_genes.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
                throw SchemaMismatch.Of(_genes, "gene", $"a vector of {_settings.InputSize} Single");
            // Genes that have names are found by them: another table may have them in another order, or more of them.
            var named = GeneSlots.Of(_genes, _settings);
            if (named is null && vector.IsKnownSize && vector.Size != _settings.InputSize)
                throw SchemaMismatch.Of(_genes, "gene", $"a vector of {_settings.InputSize} Single, or one with genes as slot names");
            _slots = named ?? Array.ConvertAll(_settings.Groups, group => group.Slots);
            _size = named is null ? _settings.InputSize : vector.Size;
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => [.. _settings.Groups.Select(group =>
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.AddSlotNames(group.Genes.Length, (ref VBuffer<ReadOnlyMemory<char>> names) =>
                names = new VBuffer<ReadOnlyMemory<char>>(group.Genes.Length, [.. group.Genes.Select(gene => gene.AsMemory())]));
            GenomicGroupAnnotation.AddTo(annotations, group.Name);
            return new DataViewSchema.DetachedColumn(
                group.Name, new VectorDataViewType(NumberDataViewType.Single, group.Genes.Length), annotations.ToAnnotations());
        })];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => (column == _genes.Index || column == _names?.Index) && Enumerable.Range(0, _settings.Groups.Length).Any(activeOutput);

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var group = _settings.Groups[iinfo];
            var getter = input.GetGetter<VBuffer<float>>(_genes);
            VBuffer<float> genes = default;
            float[] dense = [];
            var name = PatientIds.NameOf(input);
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> result) =>
            {
                getter(ref genes);
                // A row class may leave the vector empty for a patient without genomics.
                if (genes.Length != 0 && genes.Length != _size)
                    throw OtherCount(input.Position + 1, genes.Length);
                Array.Resize(ref dense, genes.Length);
                genes.CopyTo(dense);
                Standardise(group, _slots[iinfo], dense, name, ref result);
            });
        }

        private InvalidOperationException OtherCount(long row, int count) => new(
            $"Row {row} has {count} genes in column '{_genes.Name}'; expected {_size}, as the grouping was fitted with, "
            + "or none for a patient without genomics. Pass the genes of the training data, in their order.");

        private void Standardise(StandardisedGroup group, int[] slots, float[] genes, Func<string> name, ref VBuffer<float> result)
        {
            var missing = Array.TrueForAll(genes, float.IsNaN);
            var editor = VBufferEditor.Create(ref result, slots.Length);
            for (var i = 0; i < slots.Length; i++)
            {
                var value = missing ? float.NaN : genes[slots[i]];
                if (!missing && float.IsNaN(value) && _settings.RefusesMissing)
                    throw GenomicGroupingEstimator.MissingValue($"Patient {name()}", group.Genes[i]);
                if (float.IsInfinity(value)) throw GeneRows.InfiniteValue(name(), group.Genes[i], value);
                if (group.Log2[i] && value < 0) throw GeneRows.NegativeValue(name(), group.Genes[i], value);
                editor.Values[i] = missing ? float.NaN : _settings.Standardise(group, i, value);
            }
            if (!missing) group.Components?.Shrink(editor.Values);
            result = editor.Commit();
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);
    }
}
