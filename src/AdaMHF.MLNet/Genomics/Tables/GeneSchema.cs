using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Names the genes of a class: a property <c>float[] Genes</c> has no names of its own, and groups are found by them.</summary>
public static class GeneSchema
{
    /// <summary>
    /// The schema of a class in which a property of <c>float[]</c> is a vector with slot names. It goes with the objects into
    /// <c>ml.Data.LoadFromEnumerable(patients, schema)</c>, and into <c>ml.Model.CreatePredictionEngine</c> as
    /// <c>inputSchemaDefinition</c>.
    /// </summary>
    /// <typeparam name="TPatient">The class; other properties are read as ML.NET does.</typeparam>
    /// <param name="geneColumns">Names such as TP53_rnaseq, one for each position of the vector, distinct.</param>
    /// <param name="propertyName">The property. Default <c>Genes</c>.</param>
    /// <exception cref="ArgumentException">
    /// The class has no such property of <c>float[]</c>, or the names are none, empty or repeated.
    /// </exception>
    public static SchemaDefinition Of<TPatient>(IReadOnlyList<string> geneColumns, string propertyName = SurvivalColumns.Genes)
    {
        ArgumentNullException.ThrowIfNull(geneColumns);
        var schema = SchemaDefinition.Create(typeof(TPatient));
        var column = schema.FirstOrDefault(found => found.MemberName == propertyName);
        if (column is null || typeof(TPatient).GetProperty(propertyName)?.PropertyType != typeof(float[]))
            throw new ArgumentException($"{typeof(TPatient).Name} has no property '{propertyName}' of float[].", nameof(propertyName));
        if (geneColumns.Count == 0 || geneColumns.Any(string.IsNullOrEmpty)
            || geneColumns.Distinct(StringComparer.Ordinal).Count() < geneColumns.Count)
        {
            throw new ArgumentException("Expected at least one gene column, none of them empty or twice.", nameof(geneColumns));
        }
        ReadOnlyMemory<char>[] names = [.. geneColumns.Select(name => name.AsMemory())];
        column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.Length);
        column.AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(names.Length, names),
            new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return schema;
    }
}
