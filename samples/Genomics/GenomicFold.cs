using AdaMHF.MLNet;
using Microsoft.ML;

namespace Genomics;

/// <summary>One fold of one cohort.</summary>
internal sealed record GenomicFold(MLContext ML, SurvivalCohort Cohort, IDataView Train, IDataView Test, int Seed, double ShrinkageFactor)
{
    /// <summary>How genes are standardised, the same for every system.</summary>
    public GenomicGroupingOptions Grouping { get; } = new() { SiteColumnName = null, ShrinkageFactor = ShrinkageFactor };
}
