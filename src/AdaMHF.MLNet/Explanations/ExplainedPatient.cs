using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>A row that is explained.</summary>
/// <param name="Id">Identifier of the patient, or the number of the row, from 1.</param>
/// <param name="Modalities">What the model reads.</param>
/// <param name="SlideIds">Identifiers of the slides as in the data; empty where the data have none.</param>
internal sealed record ExplainedPatient(string Id, PatientModalities Modalities, string[] SlideIds)
{
    /// <summary>The rows, bags as handles.</summary>
    /// <param name="model">Names the columns.</param>
    /// <param name="patients">Input of the model.</param>
    /// <param name="patientId">The only patient to read; null for all.</param>
    public static IEnumerable<ExplainedPatient> Read(SurvivalNetworkTransformer model, IDataView patients, string? patientId)
    {
        var reader = model.ReaderOf(patients.Schema);
        var found = Rows(reader, patients, patientId);
        return patientId is null ? found : One(found, patientId);
    }

    /// <summary>The bag's slides by the identifiers of the data.</summary>
    public ExplainedSlide[] Slides()
    {
        var headers = Modalities.Bag.Slides;
        // Slides without a file may have been left out; then the names of the files say which are there.
        return SlideIds.Length == headers.Count
            ? [.. headers.Zip(SlideIds, (header, id) => new ExplainedSlide(id, header))]
            : [.. headers.Select(header => new ExplainedSlide(Path.GetFileNameWithoutExtension(header.Source), header))];
    }

    /// <summary>Where patches come from, in their order.</summary>
    /// <param name="slides">The slides of the bag.</param>
    /// <param name="rows">Numbers of the patches in the bag.</param>
    /// <param name="coordinates">Their coordinates; null where they are not known.</param>
    public PatchPlace[] Places(ExplainedSlide[] slides, int[] rows, PatchCoordinate[]? coordinates)
    {
        var origins = Modalities.Bag.Origins(rows);
        return [.. rows.Select((_, place) => new PatchPlace(
            origins[place].Row,
            origins[place].Slide,
            slides[origins[place].Slide].Id,
            coordinates?[place].X,
            coordinates?[place].Y))];
    }

    private static IEnumerable<ExplainedPatient> Rows(PatientReader reader, IDataView patients, string? patientId)
    {
        var id = PatientIds.ColumnOf(patients.Schema, SurvivalColumns.PatientId);
        var slides = patients.Schema.GetColumnOrNull(SurvivalColumns.SlideIds) is
        { Type: VectorDataViewType { ItemType: TextDataViewType } } texts ? texts : default(DataViewSchema.Column?);
        DataViewSchema.Column[] own = [.. new[] { id, slides }.OfType<DataViewSchema.Column>()];
        using var cursor = patients.GetRowCursor([.. reader.Columns, .. own]);
        var read = reader.Bind(cursor);
        var idGetter = id is { } named ? cursor.GetGetter<ReadOnlyMemory<char>>(named) : null;
        var slideGetter = slides is { } listed ? cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(listed) : null;
        ReadOnlyMemory<char> text = default;
        VBuffer<ReadOnlyMemory<char>> list = default;
        while (cursor.MoveNext())
        {
            idGetter?.Invoke(ref text);
            var name = text.Span.IsWhiteSpace()
                ? FormattableString.Invariant($"{cursor.Position + 1}")
                : text.Span.Trim().ToString();
            if (patientId is not null && name != patientId) continue;
            slideGetter?.Invoke(ref list);
            yield return new(name, read(), [.. list.DenseValues().Select(slide => slide.ToString()).Where(slide => slide.Length > 0)]);
        }
    }

    private static IEnumerable<ExplainedPatient> One(IEnumerable<ExplainedPatient> found, string patientId)
    {
        var any = false;
        foreach (var patient in found)
        {
            any = true;
            yield return patient;
        }
        if (any) yield break;
        throw new ArgumentException(
            $"There is no patient '{patientId}' in the data. Name a patient as in the column '{SurvivalColumns.PatientId}', or the number "
            + "of the row, from 1, where the data have no such column.",
            nameof(patientId));
    }
}
