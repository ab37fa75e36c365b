using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Tool;

/// <summary>What a model says of a patient.</summary>
/// <param name="Patient">Identifier.</param>
/// <param name="Risk">Higher = earlier death expected; NaN without a prediction.</param>
/// <param name="ExpectedMonths">Mean survival time.</param>
/// <param name="MedianMonths">Median survival time; NaN where it is not reached.</param>
/// <param name="SurvivalAt">Probability of surviving given months.</param>
/// <param name="Time">Months; NaN where not known.</param>
/// <param name="Event">True = death observed.</param>
internal sealed record Prediction(
    string Patient,
    float Risk,
    float ExpectedMonths,
    float MedianMonths,
    IReadOnlyList<(string Months, float Probability)> SurvivalAt,
    float Time,
    bool Event)
{
    public static IReadOnlyList<Prediction> Read(IDataView patients, IDataView scored)
    {
        var months = MonthsOf(scored.Schema);
        var risks = scored.GetColumn<float>(SurvivalColumns.Score).ToArray();
        var expected = scored.GetColumn<float>(SurvivalColumns.ExpectedMonths).ToArray();
        var medians = scored.GetColumn<float>(SurvivalColumns.MedianMonths).ToArray();
        var survival = months.Length > 0 ? scored.GetColumn<float[]>(SurvivalColumns.SurvivalAt).ToArray() : [];
        var times = patients.GetColumn<float>(SurvivalColumns.Time).ToArray();
        var events = patients.GetColumn<bool>(SurvivalColumns.Event).ToArray();
        return
        [
            .. patients.GetColumn<string>(SurvivalColumns.PatientId).Select((id, row) => new Prediction(
                id, risks[row], expected[row], medians[row],
                months.Length > 0 ? [.. months.Zip(survival[row])] : [], times[row], events[row])),
        ];
    }

    private static string[] MonthsOf(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(SurvivalColumns.SurvivalAt) is not { } column) return [];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
