using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>The columns that a genomic featurizer adds, promised and delivered in one place.</summary>
internal static class GenomicFeaturizerColumns
{
    public static SchemaShape.Column[] Promise(GenomicFeaturizerOptions options)
    {
        var slots = new SchemaShape(
        [
            new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false),
        ]);
        SchemaShape.Column[] vectors =
        [
            new(options.TokensColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, slots),
            new(options.FeaturesColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, slots),
        ];
        return options.RiskColumnName is { } risk
            ? [.. vectors, new(risk, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false)]
            : vectors;
    }

    public static DataViewSchema.DetachedColumn[] Deliver(GenomicFeaturizerSettings settings)
    {
        var (groups, width) = (settings.GenomicColumnNames.Length, settings.Network.TokenWidth);
        ReadOnlyMemory<char>[] slots = [.. settings.GenomicColumnNames
            .SelectMany(group => Enumerable.Range(0, width).Select(i => $"{group}.{i}".AsMemory()))];
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames(slots.Length, (ref VBuffer<ReadOnlyMemory<char>> names) => names = new(slots.Length, [.. slots]));
        var (tokens, features) = (
            new VectorDataViewType(NumberDataViewType.Single, groups, width),
            new VectorDataViewType(NumberDataViewType.Single, groups * width));
        DataViewSchema.DetachedColumn[] vectors =
        [
            new(settings.TokensColumnName, tokens, annotations.ToAnnotations()),
            new(settings.FeaturesColumnName, features, annotations.ToAnnotations()),
        ];
        return settings.RiskColumnName is { } risk ? [.. vectors, new(risk, NumberDataViewType.Single)] : vectors;
    }
}
