using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Annotations of the hazards with the exact times that a model reports; slot names round the months.</summary>
internal static class TimeBinAnnotation
{
    /// <summary>Edges of the time bins in months, from 0 to the end of the last bin.</summary>
    public const string Edges = "TimeBinEdges";

    /// <summary>Months for which survival is reported as well.</summary>
    public const string ReportedMonths = "ReportedMonths";

    public static SchemaShape.Column Promise => Promised(Edges);

    public static SchemaShape.Column PromiseReportedMonths => Promised(ReportedMonths);

    public static void AddTo(DataViewSchema.Annotations.Builder annotations, PrognosisSettings settings)
    {
        Add(annotations, Edges, [.. settings.TimeBinEdges[..^1], settings.LongestMonths]);
        // A vector of a known size has at least one slot.
        if (settings.ReportedMonths.Length > 0) Add(annotations, ReportedMonths, settings.ReportedMonths);
    }

    /// <summary>Settings of the model that scored the data.</summary>
    public static PrognosisSettings SettingsOf(DataViewSchema schema)
    {
        var hazards = schema[SurvivalColumns.Hazards].Annotations;
        var edges = Read(hazards, Edges);
        return new([.. edges[..^1], double.PositiveInfinity], edges[^1], Read(hazards, ReportedMonths), ReportsModalities: false);
    }

    private static SchemaShape.Column Promised(string kind) =>
        new(kind, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Double, isKey: false);

    private static void Add(DataViewSchema.Annotations.Builder annotations, string kind, double[] values) => annotations.Add(
        kind,
        new VectorDataViewType(NumberDataViewType.Double, values.Length),
        (ref VBuffer<double> value) => value = new(values.Length, values));

    private static double[] Read(DataViewSchema.Annotations annotations, string kind)
    {
        if (annotations.Schema.GetColumnOrNull(kind) is null) return [];
        VBuffer<double> values = default;
        annotations.GetValue(kind, ref values);
        return [.. values.DenseValues()];
    }
}
