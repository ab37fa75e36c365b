using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Marks a column as a standardised group of genes, so that a trainer finds the groups of a data view by itself.</summary>
internal static class GenomicGroupAnnotation
{
    public const string Kind = "GenomicGroup";

    public static SchemaShape.Column Promise => new(Kind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false);

    public static void AddTo(DataViewSchema.Annotations.Builder annotations, string group) =>
        annotations.Add(Kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = group.AsMemory());

    /// <summary>Names of the genomic group columns in schema order.</summary>
    public static string[] ColumnsOf(DataViewSchema schema) =>
    [
        .. schema.Where(column => !column.IsHidden && column.Annotations.Schema.GetColumnOrNull(Kind) is not null)
            .Select(column => column.Name),
    ];

    /// <inheritdoc cref="ColumnsOf(DataViewSchema)"/>
    public static string[] ColumnsOf(SchemaShape schema) =>
        [.. schema.Where(column => column.Annotations.TryFindColumn(Kind, out _)).Select(column => column.Name)];
}
