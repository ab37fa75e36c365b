using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>
    /// What each modality is worth to a model: its columns are dealt out anew among the patients, so that they keep their distribution and lose what they say of the patient, and
    /// the concordance index falls (Breiman 2001, for modalities instead of features). Compare <see cref="WithMissing"/>, which asks what the model can do without.
    /// </summary>
    /// <param name="model">Fitted pipeline.</param>
    /// <param name="data">Patients whom the model has not learned from, before the model.</param>
    /// <param name="modalities">The columns of each modality: <c>{ ["Pathology"] = ["SlideIds"], ["Genomics"] = ["Genes"] }</c>.</param>
    /// <param name="permutations">How often each modality is dealt out, at least 1.</param>
    /// <param name="seed">Seed of the permutations; null takes the context's seed, or 0.</param>
    /// <param name="evaluation">Columns and rules; the defaults when null.</param>
    /// <returns>One result per modality, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there.</exception>
    /// <exception cref="SurvivalDataException">A patient has no score.</exception>
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
        var outcomes = SurvivalOutcomes.Read(data, options);
        ConcordanceResult Judge(IDataView patients) => Concordance.Harrell(
            outcomes.Time, outcomes.Event, SurvivalOutcomes.ReadRisk(model.Transform(patients), options.ScoreColumnName), options.Concordance);

        var complete = Judge(data);
        var random = new Random(seed ?? ContextSettings.SeedOf(_context) ?? 0);
        int[] rows = [.. Enumerable.Range(0, outcomes.Time.Length)];
        return [.. modalities.Select(modality =>
        {
            var columns = new PermutedColumnsDataView(data, modality.Value, rows);
            return new ModalityImportance(modality.Key, complete, [.. Enumerable.Range(0, permutations).Select(_ =>
            {
                int[] dealt = [.. rows];
                random.Shuffle(dealt);
                return Judge(columns.With(dealt)).ConcordanceIndex;
            })]);
        })];
    }
}
