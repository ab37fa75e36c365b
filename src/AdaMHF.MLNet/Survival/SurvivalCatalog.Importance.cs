using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>
    /// Permutation importance of each modality: its columns are permuted among the patients, so that they keep their distribution and lose
    /// their relation to the patient, and the concordance index drops (Breiman 2001, for modalities instead of features). Compare
    /// <see cref="WithMissing"/>, which shows how the model does without a modality.
    /// </summary>
    /// <param name="model">Fitted pipeline.</param>
    /// <param name="data">Held-out patients: input of the pipeline.</param>
    /// <param name="modalities">
    /// The columns of each modality:
    /// <c>{ ["Pathology"] = [SurvivalColumns.SlideIds], ["Genomics"] = [SurvivalColumns.Genes] }</c>.
    /// </param>
    /// <param name="permutations">Number of permutations of each modality, at least 1.</param>
    /// <param name="seed">Seed of the permutations; null takes the context's seed, or 0.</param>
    /// <param name="evaluation">Columns and rules; the defaults when null.</param>
    /// <returns>
    /// One result per modality, in order. Patients without an outcome or a score are left out, also of a permutation that takes their only
    /// modality.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent.</exception>
    /// <exception cref="SurvivalDataException">A patient has several rows, or nobody has an outcome and a score.</exception>
    public IReadOnlyList<ModalityImportance> ModalityImportance(
        ITransformer model,
        IDataView data,
        IReadOnlyDictionary<string, string[]> modalities,
        int permutations = 10,
        int? seed = null,
        SurvivalEvaluationOptions? evaluation = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(modalities);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        var options = evaluation ?? new SurvivalEvaluationOptions();
        var known = EvaluatedPatients.Read(data, options).RequireSome();
        var complete = ConcordanceOf(data);
        var random = new Random(seed ?? ContextSettings.SeedOf(_context) ?? 0);
        int[] rows = [.. Enumerable.Range(0, known.Rows.Length + known.LeftOut.Count)];
        return [.. modalities.Select(modality =>
        {
            var columns = new PermutedColumnsDataView(data, modality.Value, rows);
            return new ModalityImportance(modality.Key, complete, [.. Enumerable.Range(0, permutations).Select(_ =>
            {
                int[] permuted = [.. rows];
                random.Shuffle(permuted);
                return ConcordanceOf(columns.With(permuted)).ConcordanceIndex;
            })]);
        })];

        ConcordanceResult ConcordanceOf(IDataView patients)
        {
            var scores = model.Transform(patients);
            var risk = SurvivalOutcomes.Numbers(scores, scores.Schema.Require(options.ScoreColumnName, "score"), "score");
            var scored = known.WithRisk(risk).RequireSome();
            return Concordance.Harrell(scored.Outcomes.Time, scored.Outcomes.Event, scored.Risks[0], options.Concordance);
        }
    }
}
