using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Learns how clinical columns are coded. Created by <see cref="ClinicalCatalog.EncodeClinical"/>.</summary>
public sealed class ClinicalEncodingEstimator : IEstimator<ClinicalEncodingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _outputColumnName;
    private readonly string[] _inputColumnNames;
    private readonly int _minPatients;

    internal ClinicalEncodingEstimator(
        IHostEnvironment environment, string outputColumnName, string[] inputColumnNames, int minPatients)
    {
        _environment = environment;
        _outputColumnName = outputColumnName;
        _inputColumnNames = inputColumnNames;
        _minPatients = minPatients;
    }

    /// <summary>Learns means, standard deviations and categories from all rows of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="InvalidOperationException">A value is infinite.</exception>
    public ClinicalEncodingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        CodedColumn[] columns = Array.ConvertAll(_inputColumnNames, name => Learn(input, input.Schema[name]));
        using var channel = _environment.Register(nameof(ClinicalEncodingEstimator)).Start(nameof(Fit));
        foreach (var column in columns.Where(column => column.Width == 0))
        {
            channel.Warning($"Clinical column '{column.Name}' has no category that {_minPatients} training rows share, and is not used. "
                + "Is it an identifier?");
        }
        return new(_environment, new(_outputColumnName, columns));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (var name in _inputColumnNames) ClinicalColumnReader.Require(inputSchema.Require(name, "clinical"));
        var slotNames = new SchemaShape([new(
            AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)]);
        return inputSchema.With(new SchemaShape.Column(
            _outputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, slotNames));
    }

    private CodedColumn Learn(IDataView input, DataViewSchema.Column column)
    {
        using var cursor = input.GetRowCursor([column]);
        if (!ClinicalColumnReader.IsText(column.Type))
            return CodedColumn.Of(column.Name, Rows(cursor, ClinicalColumnReader.Numbers(cursor, column)));
        var read = ClinicalColumnReader.Categories(cursor, column);
        return CodedColumn.Of(column.Name, Rows(cursor, () => read().ToString()), _minPatients);
    }

    private static IEnumerable<T> Rows<T>(DataViewRowCursor cursor, Func<T> read)
    {
        while (cursor.MoveNext()) yield return read();
    }
}
