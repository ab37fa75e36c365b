using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads known labels of patients, whatever their type.</summary>
internal static class PatientLabels
{
    /// <summary>Number of each row's label, from 0; null where it is missing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not there or of another type.</exception>
    public static int?[] Read(IDataView data, string columnName)
    {
        var column = data.Schema.Require(columnName, "label");
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Texts(data, column).Select(label =>
        {
            if (string.IsNullOrEmpty(label)) return (int?)null;
            numbers.TryAdd(label, numbers.Count);
            return numbers[label];
        })];
    }

    private static IEnumerable<string?> Texts(IDataView data, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => data.GetColumn<string>(column),
        BooleanDataViewType => data.GetColumn<bool>(column).Select(label => label ? "1" : "0"),
        KeyDataViewType { RawType: var raw } when raw == typeof(uint) =>
            data.GetColumn<uint>(column).Select(label => label == 0 ? null : label.ToString(CultureInfo.InvariantCulture)),
        NumberDataViewType { RawType: var raw } when raw == typeof(int) =>
            data.GetColumn<int>(column).Select(label => label.ToString(CultureInfo.InvariantCulture)),
        NumberDataViewType { RawType: var raw } when raw == typeof(float) =>
            data.GetColumn<float>(column).Select(label => float.IsNaN(label) ? null : label.ToString("R", CultureInfo.InvariantCulture)),
        _ => throw SchemaMismatch.Of(column, "label", "Text, Boolean, Int32, Single or a key"),
    };
}
