using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

public sealed partial record SurvivalCohortOptions
{
    /// <summary>
    /// Whether a clinical column holds numbers, by its name in the table that a model was trained on; empty where the cells decide.
    /// </summary>
    internal IReadOnlyDictionary<string, bool> NumbersByName { get; init; } = new Dictionary<string, bool>();

    /// <summary>
    /// These options for a table of patients whom a model scores. Outcomes may be absent, and a clinical column is a number or a text as
    /// it was in the training, whatever the cells of a few patients look like; a cell that should be a number and is none is refused.
    /// </summary>
    /// <param name="schema">Columns of the training, as <see cref="ModelZipCatalog.LoadSurvivalModel(ModelOperationsCatalog, string,
    /// out DataViewSchema?)"/> gives them; null where the zip holds none, and the cells decide.</param>
    public SurvivalCohortOptions ForScoring(DataViewSchema? schema) => this with
    {
        MissingOutcomes = MissingOutcomes.Keep,
        NumbersByName = (schema ?? Enumerable.Empty<DataViewSchema.Column>())
            .Where(column => !column.IsHidden && (column.Type is TextDataViewType || column.Type == NumberDataViewType.Single))
            .ToDictionary(column => column.Name, column => column.Type == NumberDataViewType.Single),
    };
}
