using System.Globalization;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>The columns that every survival model adds, promised and delivered in one place.</summary>
internal static class SurvivalOutputColumns
{
    /// <summary>Slot name of the last time bin, which has no upper edge.</summary>
    public const string OpenEnd = "end";

    private static readonly SchemaShape SlotNames =
        new([new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)]);

    private static readonly SchemaShape ScoreKind =
        new([new(AnnotationUtils.Kinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false)]);

    public static SchemaShape.Column[] Promise =>
    [
        new(SurvivalColumns.Score, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false, ScoreKind),
        new(SurvivalColumns.Hazards, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, SlotNames),
        new(SurvivalColumns.SurvivalProbabilities, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, SlotNames),
        new(SurvivalColumns.ModalityWeights, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, SlotNames),
    ];

    public static DataViewSchema.DetachedColumn[] Deliver(IReadOnlyList<double> binEdges)
    {
        string[] months = [.. binEdges.Skip(1).Select(edge => double.IsInfinity(edge) ? OpenEnd : edge.ToString("0.###", CultureInfo.InvariantCulture))];
        return [Score(), Vector(SurvivalColumns.Hazards, months), Vector(SurvivalColumns.SurvivalProbabilities, months),
            Vector(SurvivalColumns.ModalityWeights, [.. Enum.GetNames<Modality>()])];
    }

    private static DataViewSchema.DetachedColumn Score()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(AnnotationUtils.Kinds.ScoreColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> kind) => kind = "Survival".AsMemory());
        return new(SurvivalColumns.Score, NumberDataViewType.Single, annotations.ToAnnotations());
    }

    private static DataViewSchema.DetachedColumn Vector(string name, string[] slots)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames(slots.Length, (ref VBuffer<ReadOnlyMemory<char>> names) => names = new(slots.Length, [.. slots.Select(slot => slot.AsMemory())]));
        return new(name, new VectorDataViewType(NumberDataViewType.Single, slots.Length), annotations.ToAnnotations());
    }
}
