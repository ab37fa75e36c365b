using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads clinical columns of the types that ML.NET's loaders make.</summary>
internal static class ClinicalColumnReader
{
    private const string Expected = "Single, Double, Int32, Boolean or Text";

    /// <summary>Whether a column holds categories rather than numbers.</summary>
    public static bool IsText(DataViewType type) => type is TextDataViewType;

    /// <summary>Refuses a type that is neither a number nor a text.</summary>
    public static void Require(SchemaShape.Column column)
    {
        var isKnown = column.Kind == SchemaShape.Column.VectorKind.Scalar && !column.IsKey && IsKnown(column.ItemType);
        if (!isKnown) throw SchemaMismatch.Of(column, "clinical", Expected);
    }

    /// <inheritdoc cref="Require(SchemaShape.Column)"/>
    public static void Require(DataViewSchema.Column column)
    {
        if (!IsKnown(column.Type)) throw SchemaMismatch.Of(column, "clinical", Expected);
    }

    /// <summary>A function that reads a number, NaN where it is missing.</summary>
    public static Func<double> Numbers(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => Getter<bool>(row, column, value => value ? 1 : 0),
        var type when type == NumberDataViewType.Single => Getter<float>(row, column, value => value),
        var type when type == NumberDataViewType.Double => Getter<double>(row, column, value => value),
        _ => Getter<int>(row, column, value => value),
    };

    /// <summary>A function that reads a category, empty where it is missing; spaces around it do not count.</summary>
    public static Func<ReadOnlyMemory<char>> Categories(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return () =>
        {
            getter(ref value);
            return value.Trim();
        };
    }

    private static bool IsKnown(DataViewType type) => type is TextDataViewType or BooleanDataViewType
        || type == NumberDataViewType.Single || type == NumberDataViewType.Double || type == NumberDataViewType.Int32;

    private static Func<double> Getter<T>(DataViewRow row, DataViewSchema.Column column, Func<T, double> convert)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
