using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringService;

/// <summary>The columns that a model reads of a table, by their names there.</summary>
/// <param name="Genes">Gene columns in the model's order; empty for a model without genomics.</param>
/// <param name="Clinical">Clinical columns.</param>
/// <param name="Slides">Whether it reads patch bags.</param>
/// <param name="Schema">Columns of the training.</param>
internal sealed record ModelColumns(IReadOnlyList<string> Genes, IReadOnlyList<string> Clinical, bool Slides, DataViewSchema Schema)
{
    public const string CaseId = "case_id", SlideId = "slide_id";

    private static readonly HashSet<string> Others =
        [SurvivalColumns.PatientId, SurvivalColumns.SlideIds, SurvivalColumns.Genes, SurvivalColumns.Time, SurvivalColumns.Event];

    /// <summary>Asks the pipeline which columns its predictions depend on.</summary>
    public static ModelColumns Of(ITransformer model, DataViewSchema schema)
    {
        var mapper = model.GetRowToRowMapper(schema);
        var read = mapper.GetDependencies(mapper.OutputSchema.Where(column => column.Name == SurvivalColumns.Score))
            .Select(column => column.Name).ToHashSet();
        VBuffer<ReadOnlyMemory<char>> genes = default;
        if (read.Contains(SurvivalColumns.Genes)) schema[SurvivalColumns.Genes].GetSlotNames(ref genes);
        return new(
            [.. genes.DenseValues().Select(name => name.ToString())],
            [.. read.Except(Others)],
            read.Contains(SurvivalColumns.SlideIds),
            schema);
    }
}
