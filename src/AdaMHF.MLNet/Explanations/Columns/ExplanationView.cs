using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Explanations as data: a row each, computed as a cursor moves.</summary>
internal static class ExplanationView
{
    public static IDataView Of(MLContext ml, SurvivalNetworkTransformer model, IDataView patients)
    {
        string[] groups = [.. model.NetworkSettings.Columns.GenomicColumnNames];
        string[] modalities = [.. model.NetworkSettings.Prognosis.Modalities];
        var schema = SchemaDefinition.Create(typeof(ExplanationRow));
        Name(schema, nameof(ExplanationRow.ModalityWeights), NumberDataViewType.Single, modalities);
        Name(schema, nameof(ExplanationRow.GenomicScores), NumberDataViewType.Single, groups);
        Name(schema, nameof(ExplanationRow.GenomicStates), NumberDataViewType.Int32, groups);
        return ml.Data.LoadFromEnumerable(model.Explain(patients).Select(one => Row(one, modalities, groups.Length)), schema);
    }

    // A column of known length has slot names; without one it has no slots, and stays as it is.
    private static void Name(SchemaDefinition schema, string column, PrimitiveDataViewType item, string[] names)
    {
        if (names.Length == 0) return;
        schema[column].ColumnType = new VectorDataViewType(item, names.Length);
        schema[column].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(names.Length, Array.ConvertAll(names, name => name.AsMemory())),
            new VectorDataViewType(TextDataViewType.Instance, names.Length));
    }

    private static ExplanationRow Row(PatientExplanation one, string[] modalities, int groups) => new()
    {
        PatientId = one.PatientId,
        Score = (float)one.Risk,
        ModalityWeights = Array.ConvertAll(modalities, name => (float)one.ModalityWeights[name]),
        SlideIds = [.. one.Slides.Select(slide => slide.Id)],
        PatchNumbers = [.. one.Patches.Select(patch => patch.Number)],
        PatchSlides = [.. one.Patches.Select(patch => patch.Slide)],
        PatchCoordinates = [.. one.Patches.Where(patch => patch is { X: not null, Y: not null })
            .SelectMany(patch => new[] { patch.X!.Value, patch.Y!.Value })],
        PatchScores = [.. one.Patches.Select(patch => (float)patch.Score)],
        PatchStates = [.. one.Patches.Select(patch => Number(patch.State))],
        GenomicScores = one.Groups.Count > 0
            ? [.. one.Groups.Select(group => (float)group.Score)]
            : [.. Enumerable.Repeat(float.NaN, groups)],
        GenomicStates = one.Groups.Count > 0
            ? [.. one.Groups.Select(group => Number(group.State))]
            : [.. Enumerable.Repeat(Number(null), groups)],
        GateNames = [.. one.Gates.Select(gate =>
            FormattableString.Invariant($"{gate.Member} {gate.Modality} {gate.Unit} {gate.Stage} {gate.Layer}"))],
        GateExperts = [.. one.Gates.Select(gate => gate.Expert)],
        GateProbabilities = [.. one.Gates.Select(gate => (float)gate.Probability)],
        GroupToPatchAttention = [.. one.CrossAttention?.GroupsToPatches.SelectMany(row => row) ?? []],
        PatchToGroupAttention = [.. one.CrossAttention?.PatchesToGroups.SelectMany(row => row) ?? []],
    };

    private static int Number(TokenState? state) => state is { } known ? (int)known : -1;
}
