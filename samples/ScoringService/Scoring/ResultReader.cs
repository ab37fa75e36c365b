using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringService;

/// <summary>Turns rows of predictions into results.</summary>
/// <param name="model">The model that made them.</param>
/// <param name="schema">Their columns.</param>
/// <param name="folder">The bags of the request.</param>
internal sealed class ResultReader(ScoringModel model, DataViewSchema schema, RequestFolder folder)
{
    private readonly IReadOnlyList<double> _months = SurvivalCurve.MonthsOf(model.Network);
    private readonly string[] _modalities = NamesOf(schema, SurvivalColumns.ModalityWeights);

    public PatientResult Read(ScoredRow row) => new()
    {
        PatientId = row.PatientId,
        Risk = Number.OrNull(row.Score),
        ExpectedMonths = Number.OrNull(row.ExpectedMonths),
        MedianMonths = Number.OrNull(row.MedianMonths),
        RiskSpread = Number.OrNull(row.RiskSpread),
        Survival = SurvivalCurve.Of(_months, row.SurvivalProbabilities),
        ModalityWeights = _modalities.Length == 0
            ? null
            : _modalities.Zip(row.ModalityWeights).ToDictionary(pair => pair.First, pair => Number.OrNull(pair.Second)),
        Slides = model.Columns.Slides ? [.. row.SlideIds.Where(slide => folder.BagOf(slide) is not null)] : [],
    };

    private static string[] NamesOf(DataViewSchema schema, string column)
    {
        if (schema.GetColumnOrNull(column) is not { } known) return [];
        VBuffer<ReadOnlyMemory<char>> names = default;
        known.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
