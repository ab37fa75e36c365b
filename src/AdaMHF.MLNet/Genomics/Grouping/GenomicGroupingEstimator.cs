using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Fits means and standard deviations of genomic groups and selects their genes. Created by
/// <see cref="GenomicsCatalog.GroupGenomics(TransformsCatalog, GeneGroups, GenomicGroupingOptions)"/>.
/// </summary>
public sealed class GenomicGroupingEstimator : IEstimator<GenomicGroupingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly GeneGroups _groups;
    private readonly GenomicGroupingOptions _options;

    internal GenomicGroupingEstimator(IHostEnvironment environment, GeneGroups groups, GenomicGroupingOptions options)
    {
        _environment = environment;
        _groups = groups;
        _options = options;
    }

    /// <summary>Reads the training rows once.</summary>
    /// <exception cref="InvalidOperationException">
    /// A group has no gene in the data or none that passes the filters, a group would make an outcome a feature, a value is missing or
    /// below 0 where the options forbid it, or no training patient has genomics.
    /// </exception>
    public GenomicGroupingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        using var channel = _environment.Register(nameof(GenomicGroupingEstimator)).Start(nameof(Fit));

        var used = _groups.SelectMany(group => group.Genes.SelectMany(gene => _groups.Suffixes.Select(suffix => gene + suffix)))
            .ToHashSet(StringComparer.Ordinal);
        var rows = GeneRows.Read(input, _options, used);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < rows.Columns.Length; slot++) slots.TryAdd(rows.Columns[slot], slot);
        int[] usedSlots = [.. slots.Where(pair => used.Contains(pair.Key)).Select(pair => pair.Value)];
        RequireComplete(rows, usedSlots);

        var statistics = usedSlots.ToDictionary(slot => slot, slot => GeneStatistics.Of(rows.Column(slot)));
        if (usedSlots.Length > 0 && statistics.Values.All(gene => gene.Count == 0))
        {
            throw new InvalidOperationException(
                $"No training patient has a value in column '{_options.InputColumnName}'; there is nothing to standardise genomics by.");
        }
        var filtered = GenomicFilters.Apply(input, rows, statistics, _options);
        if (filtered.Count > 0) channel.Info($"Filters removed {filtered.Count} of {usedSlots.Length} gene columns.");

        var scales = Scales(rows, statistics, channel);
        var settings = new GenomicGroupingSettings(
            _options.InputColumnName,
            rows.Columns.Length,
            _options.LargestDeviation,
            _options.MissingValues == GenomicMissingValues.Refuse,
            Groups(rows, slots, scales, [.. filtered.Select(gene => gene.Column)], channel),
            [.. filtered],
            SiteEffect: null);
        var groups = _options.ShrinkageFactor < 1
            ? Array.ConvertAll(settings.Groups, group => WithComponents(group, rows, settings, channel))
            : settings.Groups;
        var siteEffect = Site(input, rows, settings, channel);
        return new GenomicGroupingTransformer(_environment, settings with { Groups = groups, SiteEffect = siteEffect });
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var genes = inputSchema.Require(_options.InputColumnName, "gene");
        if (genes.Kind == SchemaShape.Column.VectorKind.Scalar || genes.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(genes, "gene", "a vector of Single of known size with slot names");
        if (_options.LargestFalseDiscoveryRate is not null)
        {
            inputSchema.Require(_options.TimeColumnName, "time");
            inputSchema.Require(_options.EventColumnName, "event");
        }
        var annotations = new SchemaShape([
            new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false),
            GenomicGroupAnnotation.Promise,
        ]);
        return inputSchema.With([.. _groups.Select(group => Column(group.Name))]);

        SchemaShape.Column Column(string name) =>
            new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, annotations);
    }

    private void RequireComplete(GeneRows rows, int[] slots)
    {
        if (_options.MissingValues != GenomicMissingValues.Refuse) return;
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.IsMissing(row)) continue;
            foreach (var slot in slots)
            {
                if (float.IsNaN(rows.Raw(row, slot))) throw MissingValue($"Patient {rows.Name(row)}", rows.Columns[slot]);
            }
        }
    }

    internal static InvalidOperationException MissingValue(string row, string column) => new(
        $"{row} lacks {column}, and {nameof(GenomicGroupingOptions.MissingValues)} is {nameof(GenomicMissingValues.Refuse)}. "
        + "Fill the gap, leave the patient or gene out, or choose an imputation.");

    private Dictionary<int, (GeneStatistics Scale, double Fill)> Scales(
        GeneRows rows, Dictionary<int, GeneStatistics> training, IChannel channel)
    {
        var reference = Reference(rows, channel);
        return training.ToDictionary(pair => pair.Key, pair =>
        {
            var scale = reference.GetValueOrDefault(rows.Columns[pair.Key], pair.Value);
            var fill = _options.MissingValues == GenomicMissingValues.TrainingMedian
                ? GeneStatistics.Median(rows.Column(pair.Key))
                : pair.Value.Mean;
            return (scale, pair.Value.Count == 0 ? 0 : (fill - scale.Mean) / scale.Deviation);
        });
    }

    private Dictionary<string, GeneStatistics> Reference(GeneRows rows, IChannel channel)
    {
        if (_options.ReferenceCohort is null) return [];
        var reference = GeneRows.Read(_options.ReferenceCohort, _options, [.. rows.Columns]);
        var known = new Dictionary<string, GeneStatistics>(StringComparer.Ordinal);
        for (var slot = 0; slot < reference.Columns.Length; slot++)
        {
            var statistics = GeneStatistics.Of(reference.Column(slot));
            if (statistics.Count > 0) known.TryAdd(reference.Columns[slot], statistics);
        }
        channel.Info(
            $"The reference cohort of {reference.Count} rows has {rows.Columns.Count(known.ContainsKey)} of {rows.Columns.Length} "
            + "gene columns; the others are standardised by the training rows.");
        return known;
    }

    private StandardisedGroup[] Groups(
        GeneRows rows,
        Dictionary<string, int> slots,
        Dictionary<int, (GeneStatistics Scale, double Fill)> scales,
        HashSet<string> filtered,
        IChannel channel)
    {
        var groups = new List<StandardisedGroup>();
        foreach (var (group, found) in _groups.Zip(_groups.ColumnsIn(rows.Columns)))
        {
            string[] columns = [.. found.Where(column => !filtered.Contains(column))];
            OutcomeNames.RequireNone(columns, group.Name);
            if (columns.Length == 0)
            {
                var problem = found.Count == 0
                    ? $"Gene group '{group.Name}' has none of its {group.Genes.Count} genes in column '{_options.InputColumnName}'."
                    : $"Gene group '{group.Name}' has lost all its {found.Count} columns to the filters.";
                if (_options.EmptyGroups == EmptyGeneGroups.Refuse)
                {
                    throw new InvalidOperationException(
                        $"{problem} Leave the group out (EmptyGroups), or check gene symbols, suffixes and filters.");
                }
                channel.Warning($"{problem} It is left out.");
                continue;
            }
            int[] own = [.. columns.Select(column => slots[column])];
            groups.Add(new StandardisedGroup(
                group.Name,
                columns,
                own,
                [.. own.Select(slot => scales[slot].Scale.Mean)],
                [.. own.Select(slot => scales[slot].Scale.Deviation)],
                [.. own.Select(slot => scales[slot].Fill)],
                [.. own.Select(slot => rows.Log2[slot])]));
        }
        return groups.Count > 0
            ? [.. groups]
            : throw new InvalidOperationException("No gene group has a column. Check gene symbols, suffixes and filters.");
    }

    private StandardisedGroup WithComponents(StandardisedGroup group, GeneRows rows, GenomicGroupingSettings settings, IChannel channel)
    {
        int[] expression =
        [
            .. Enumerable.Range(0, group.Genes.Length)
                .Where(gene => GeneGroups.SuffixOf(group.Genes[gene], _options.ExpressionSuffixes) is not null),
        ];
        double[][] patients = [.. Enumerable.Range(0, rows.Count).Where(row => !rows.IsMissing(row)).Select(row =>
            Array.ConvertAll(expression, gene => (double)settings.Standardise(group, gene, rows.Raw(row, group.Slots[gene]))))];
        var components = LeadingComponents.Of(expression, patients, _options.ShrinkageFactor);
        channel.Info(
            $"Gene group '{group.Name}': {components?.Loadings.Length ?? 0} principal components of {expression.Length} expression columns "
            + "exceed the noise level.");
        return group with { Components = components };
    }

    private SiteEffect? Site(IDataView input, GeneRows rows, GenomicGroupingSettings settings, IChannel channel)
    {
        if (_options.SiteColumnName is not { } name) return null;
        if (input.Schema.GetColumnOrNull(name) is not { Type: TextDataViewType } column) return null;
        var effect = SiteEffect.Of(rows, settings, [.. input.GetColumn<ReadOnlyMemory<char>>(column).Select(site => site.ToString())]);
        if (effect is { IsStrong: true })
        {
            channel.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"Column '{name}' explains {effect.AdjustedShare:P0} of the variance of the first {effect.Components} principal components "
                + $"of the genes ({effect.Sites} sites). A model may learn the site: hold out whole sites, or correct for batch effects "
                + $"first."));
        }
        return effect;
    }
}
