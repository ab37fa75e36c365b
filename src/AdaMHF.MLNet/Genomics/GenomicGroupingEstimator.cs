using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Learns means and deviations of genomic groups. Created by <see cref="GenomicsCatalog.GroupGenomics"/>.</summary>
public sealed class GenomicGroupingEstimator : IEstimator<GenomicGroupingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly GeneGroups _groups;
    private readonly string _inputColumnName;
    private readonly float _largestDeviation;

    internal GenomicGroupingEstimator(IHostEnvironment environment, GeneGroups groups, string inputColumnName, float largestDeviation)
    {
        _environment = environment;
        _groups = groups;
        _inputColumnName = inputColumnName;
        _largestDeviation = largestDeviation;
    }

    /// <summary>Reads the training rows once.</summary>
    /// <exception cref="InvalidOperationException">A group has no gene in the data, or no training patient has genomics.</exception>
    public GenomicGroupingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var genes = input.Schema[_inputColumnName];
        if (genes.Type is not VectorDataViewType { IsKnownSize: true } || !genes.HasSlotNames())
            throw SchemaMismatch.Of(genes, "gene", "a vector of Single of known size with slot names");

        VBuffer<ReadOnlyMemory<char>> names = default;
        genes.GetSlotNames(ref names);
        string[] available = [.. names.DenseValues().Select(name => name.ToString())];
        var slots = available.Select((name, slot) => (name, slot)).ToDictionary(pair => pair.name, pair => pair.slot, StringComparer.Ordinal);

        var (means, deviations) = Statistics(input, genes, available.Length);
        var groups = _groups.Zip(_groups.ColumnsIn(available), (group, columns) =>
        {
            if (columns.Count == 0)
            {
                throw new InvalidOperationException(
                    $"Gene group '{group.Name}' has none of its {group.Genes.Count} genes in column '{_inputColumnName}'. Leave the group out, or check gene symbols and endings.");
            }
            int[] places = [.. columns.Select(column => slots[column])];
            return new StandardisedGroup(group.Name, [.. columns], places, [.. places.Select(place => means[place])], [.. places.Select(place => deviations[place])]);
        });
        return new GenomicGroupingTransformer(_environment, new(_inputColumnName, available.Length, _largestDeviation, [.. groups]));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var genes = inputSchema.Require(_inputColumnName, "gene");
        if (genes.Kind == SchemaShape.Column.VectorKind.Scalar || genes.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(genes, "gene", "a vector of Single of known size with slot names");
        var annotations = new SchemaShape([
            new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false),
            GenomicGroupAnnotation.Promise,
        ]);
        return inputSchema.With([.. _groups.Select(group =>
            new SchemaShape.Column(group.Name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, annotations))]);
    }

    private (float[] Means, float[] Deviations) Statistics(IDataView input, DataViewSchema.Column genes, int size)
    {
        // Welford's recurrence: one pass, and no loss when values are large beside their spread.
        var counts = new long[size];
        var means = new double[size];
        var squares = new double[size];
        using var cursor = input.GetRowCursor([genes]);
        var getter = cursor.GetGetter<VBuffer<float>>(genes);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            getter(ref row);
            foreach (var (slot, value) in row.Items(all: true))
            {
                if (float.IsNaN(value)) continue;
                var difference = value - means[slot];
                means[slot] += difference / ++counts[slot];
                squares[slot] += difference * (value - means[slot]);
            }
        }
        if (counts.All(count => count == 0))
            throw new InvalidOperationException($"No training patient has a value in column '{_inputColumnName}'; there is nothing to standardise genomics by.");

        var deviations = squares.Zip(counts, (sum, count) => Math.Sqrt(sum / Math.Max(1, count)));
        return ([.. means.Select(mean => (float)mean)], [.. deviations.Select(deviation => deviation > 0 ? (float)deviation : 1f)]);
    }
}
