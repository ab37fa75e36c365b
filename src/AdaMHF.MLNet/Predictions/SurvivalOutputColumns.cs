using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>The output columns of survival models, as estimators promise them and as transformers deliver them.</summary>
internal static class SurvivalOutputColumns
{
    /// <summary>Slot name of the last time bin, which has no upper edge.</summary>
    public const string OpenEnd = "end";

    private static readonly SchemaShape SlotNames =
        new([new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)]);

    private static readonly SchemaShape HazardAnnotations = new([SlotNames[0], TimeBinAnnotation.Promise]);

    private static readonly SchemaShape HazardAnnotationsWithMonths = new([.. HazardAnnotations, TimeBinAnnotation.PromiseReportedMonths]);

    private static readonly SchemaShape ScoreKind =
        new([new(AnnotationUtils.Kinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false)]);

    /// <summary>The columns that an estimator promises.</summary>
    /// <param name="reportsMonths">Whether survival at chosen months is reported.</param>
    /// <param name="reportsModalities">Whether the weight of each modality is reported.</param>
    /// <param name="explains">Whether scores of patches and genomic groups are reported.</param>
    /// <param name="reportsSpread">Whether the spread over an ensemble is reported.</param>
    public static SchemaShape.Column[] Promise(
        bool reportsMonths, bool reportsModalities, bool explains = false, bool reportsSpread = false) =>
    [
        new(SurvivalColumns.Score, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false, ScoreKind),
        PromisedVector(SurvivalColumns.Hazards, reportsMonths ? HazardAnnotationsWithMonths : HazardAnnotations),
        PromisedVector(SurvivalColumns.SurvivalProbabilities),
        new(SurvivalColumns.ExpectedMonths, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false),
        new(SurvivalColumns.MedianMonths, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false),
        .. reportsSpread
            ? [new(SurvivalColumns.RiskSpread, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false)]
            : Array.Empty<SchemaShape.Column>(),
        .. reportsMonths ? [PromisedVector(SurvivalColumns.SurvivalAt)] : Array.Empty<SchemaShape.Column>(),
        .. reportsModalities ? [PromisedVector(SurvivalColumns.ModalityWeights)] : Array.Empty<SchemaShape.Column>(),
        .. explains
            ?
            [
                new(SurvivalColumns.PatchScores, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Single, isKey: false),
                new(SurvivalColumns.PatchCoordinates, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Int32, isKey: false),
                PromisedVector(SurvivalColumns.GenomicScores),
            ]
            : Array.Empty<SchemaShape.Column>(),
    ];

    /// <summary>The columns that a transformer delivers.</summary>
    public static IReadOnlyList<SurvivalOutputColumn> Deliver(PrognosisSettings settings)
    {
        string[] edges = [.. settings.TimeBinEdges.Skip(1).Select(Months)];
        var columns = new List<SurvivalOutputColumn>
        {
            Scalar(Score(), prognosis => prognosis.Score),
            Vector(
                SurvivalColumns.Hazards,
                edges,
                prognosis => prognosis.Hazards,
                annotations => TimeBinAnnotation.AddTo(annotations, settings)),
            Vector(SurvivalColumns.SurvivalProbabilities, edges, prognosis => prognosis.Survival),
            Scalar(new(SurvivalColumns.ExpectedMonths, NumberDataViewType.Single), prognosis => prognosis.ExpectedMonths),
            Scalar(new(SurvivalColumns.MedianMonths, NumberDataViewType.Single), prognosis => prognosis.MedianMonths),
        };
        if (settings.ReportsSpread)
            columns.Add(Scalar(new(SurvivalColumns.RiskSpread, NumberDataViewType.Single), prognosis => prognosis.RiskSpread));
        if (settings.ReportedMonths.Length > 0)
            columns.Add(Vector(SurvivalColumns.SurvivalAt, [.. settings.ReportedMonths.Select(Months)], prognosis => prognosis.SurvivalAt));
        if (settings.ReportsModalities)
            columns.Add(Vector(SurvivalColumns.ModalityWeights, settings.Modalities, prognosis => prognosis.ModalityWeights));
        if (settings.ExplainedGroups is { } groups)
        {
            columns.Add(VariableVector(
                SurvivalColumns.PatchScores, NumberDataViewType.Single, prognosis => prognosis.Explanation!.PatchScores));
            columns.Add(VariableVector(
                SurvivalColumns.PatchCoordinates, NumberDataViewType.Int32, prognosis => prognosis.Explanation!.PatchCoordinates));
            columns.Add(Vector(SurvivalColumns.GenomicScores, groups, prognosis => prognosis.Explanation!.GenomicScores));
        }
        return columns;
    }

    private static string Months(double edge) => double.IsInfinity(edge) ? OpenEnd : edge.ToString("0.###", CultureInfo.InvariantCulture);

    private static SchemaShape.Column PromisedVector(string name, SchemaShape? annotations = null) =>
        new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, annotations ?? SlotNames);

    private static DataViewSchema.DetachedColumn Score()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            AnnotationUtils.Kinds.ScoreColumnKind,
            TextDataViewType.Instance,
            (ref ReadOnlyMemory<char> kind) => kind = "Survival".AsMemory());
        return new(SurvivalColumns.Score, NumberDataViewType.Single, annotations.ToAnnotations());
    }

    private static SurvivalOutputColumn Scalar(DataViewSchema.DetachedColumn column, Func<PatientPrognosis, float> read) =>
        new(column, prognosis => (ValueGetter<float>)((ref float value) => value = read(prognosis())));

    private static SurvivalOutputColumn VariableVector<T>(string name, PrimitiveDataViewType type, Func<PatientPrognosis, T[]> read) =>
        new(new(name, new VectorDataViewType(type)), prognosis => Getter(prognosis, read));

    private static SurvivalOutputColumn Vector(
        string name, string[] slots, Func<PatientPrognosis, float[]> read, Action<DataViewSchema.Annotations.Builder>? annotate = null)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames(
            slots.Length,
            (ref VBuffer<ReadOnlyMemory<char>> names) => names = new(slots.Length, [.. slots.Select(slot => slot.AsMemory())]));
        annotate?.Invoke(annotations);
        var type = new VectorDataViewType(NumberDataViewType.Single, slots.Length);
        return new(new(name, type, annotations.ToAnnotations()), prognosis => Getter(prognosis, read));
    }

    private static ValueGetter<VBuffer<T>> Getter<T>(Func<PatientPrognosis> prognosis, Func<PatientPrognosis, T[]> read) =>
        (ref VBuffer<T> result) =>
        {
            var values = read(prognosis());
            var editor = VBufferEditor.Create(ref result, values.Length);
            values.CopyTo(editor.Values);
            result = editor.Commit();
        };
}
