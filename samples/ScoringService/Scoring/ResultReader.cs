using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringService;

/// <summary>Turns rows of predictions into results.</summary>
/// <param name="model">The model that made them.</param>
/// <param name="schema">Their columns.</param>
/// <param name="folder">The bags of the request.</param>
/// <param name="explainedPatches">Most patches that are explained; null explains nothing.</param>
internal sealed class ResultReader(ScoringModel model, DataViewSchema schema, RequestFolder folder, int? explainedPatches)
{
    private readonly IReadOnlyList<double> _months = SurvivalCurve.MonthsOf(model.Network);
    private readonly string[] _modalities = NamesOf(schema, SurvivalColumns.ModalityWeights);
    private readonly string[] _groups = NamesOf(schema, SurvivalColumns.GenomicScores);
    private int _patches;

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
        Slides = SlidesOf(row),
        Reasons = explainedPatches is { } most ? Reasons(row, most) : null,
    };

    private string[] SlidesOf(ScoredRow row) =>
        model.Columns.Slides ? [.. row.SlideIds.Where(slide => folder.BagOf(slide) is not null)] : [];

    private PatientReasons Reasons(ScoredRow row, int most)
    {
        _patches += row.PatchScores.Length;
        if (_patches > most) throw ProblemException.TooLarge($"The patients have more than {most} patches; ask for fewer patients.");
        return new(
            row.PatchScores.Length == 0 ? [] : [.. Slides(row)],
            [
                .. _groups.Zip(row.GenomicScores, (name, weight) => new GroupReason(name, Number.OrNull(weight)))
                    .Where(group => group.Weight is not null),
            ]);
    }

    private IEnumerable<SlideReasons> Slides(ScoredRow row)
    {
        var (names, headers) = (SlidesOf(row), row.Bag.Slides);
        // Of a sample of the patches nobody can say here which slide each is from.
        var isWhole = headers.Sum(header => header.PatchCount) == row.PatchScores.Length;
        var first = 0;
        foreach (var (slide, header) in headers.Index())
        {
            var count = isWhole ? header.PatchCount : row.PatchScores.Length;
            var places = row.PatchCoordinates.Length == 0 ? [] : Enumerable.Range(first, count);
            yield return new(
                isWhole ? names[slide] : string.Join(", ", names),
                header.PatchSize,
                [.. places.Select(patch => row.PatchCoordinates[2 * patch])],
                [.. places.Select(patch => row.PatchCoordinates[(2 * patch) + 1])],
                [.. row.PatchScores.Skip(first).Take(count).Select(Number.OrNull)]);
            if (!isWhole) yield break;
            first += count;
        }
    }

    private static string[] NamesOf(DataViewSchema schema, string column)
    {
        if (schema.GetColumnOrNull(column) is not { } known) return [];
        VBuffer<ReadOnlyMemory<char>> names = default;
        known.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
