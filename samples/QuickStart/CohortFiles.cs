using AdaMHF.MLNet;
using Microsoft.ML;

namespace QuickStart;

/// <summary>Where a cohort is on disk.</summary>
/// <param name="Table">One row per slide or patient, with genes.</param>
/// <param name="Signatures">Genes of each functional group.</param>
/// <param name="Split">Training and held-out patients.</param>
internal sealed record CohortFiles(string Table, string Signatures, string Split)
{
    public SurvivalCohort Load(MLContext ml) => ml.Data.LoadSurvivalCohort(Table, new() { GeneGroups = GeneGroups.FromCsv(Signatures) });
}
