using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="GenomicsCatalog.GroupGenomics(TransformsCatalog, GeneGroups, GenomicGroupingOptions)"/>. All statistics are those
/// of the training rows.
/// </summary>
public sealed record GenomicGroupingOptions : OutcomeColumns
{
    /// <summary>Vector of Single whose slot names are gene columns such as TP53_mut. Default <c>Genes</c>.</summary>
    public string InputColumnName { get; init; } = SurvivalColumns.Genes;

    /// <summary>
    /// Standardised values are clipped to this many standard deviations, because public expression tables hold values in the ten thousands
    /// that would dominate all others. Above 0; infinity turns clipping off. Default 10.
    /// </summary>
    public float LargestDeviation { get; init; } = 10;

    /// <summary>
    /// What to do with single missing values. A patient without any value is not concerned: all groups stay missing (NaN), and trainers
    /// treat the modality as missing. Default: the training mean.
    /// </summary>
    public GenomicMissingValues MissingValues { get; init; }

    /// <summary>What to do with groups without a column. Default: they are refused.</summary>
    public EmptyGeneGroups EmptyGroups { get; init; }

    /// <summary>
    /// Columns with these suffixes become log2(1 + value) first: for counts or abundances such as TPM. A value below 0 is refused, because
    /// the column is then a logarithm or a z-score already. Default: none.
    /// </summary>
    public IReadOnlyList<string> Log2Suffixes { get; init; } = [];

    /// <summary>
    /// Patients (or normal tissue) whose means and standard deviations replace those of the training rows: a z-score against a reference.
    /// Needs the same input column and gets the same log transform. Genes that it lacks keep the statistics of the training rows. Must not
    /// contain patients that a model is evaluated on. Default: none.
    /// </summary>
    public IDataView? ReferenceCohort { get; init; }

    /// <summary>
    /// Removes columns with a population variance (after the log transform) not above this; 0 removes constant columns. Default: none.
    /// </summary>
    public double? MinimumVariance { get; init; }

    /// <summary>
    /// Removes mutation columns that are not 0 in a smaller share of the training rows than this, in [0, 1]. Default: none.
    /// </summary>
    public double? MinimumMutationFrequency { get; init; }

    /// <summary>Suffixes of the columns that <see cref="MinimumMutationFrequency"/> applies to. Default <c>_mut</c>.</summary>
    public IReadOnlyList<string> MutationSuffixes { get; init; } = ["_mut"];

    /// <summary>
    /// Removes columns with a p-value above this, in (0, 1], in a univariate Cox regression, adjusted by Benjamini and Hochberg. <c>Fit</c>
    /// then reads <see cref="OutcomeColumns.TimeColumnName"/> and <see cref="OutcomeColumns.EventColumnName"/>. Default: none.
    /// </summary>
    public double? LargestFalseDiscoveryRate { get; init; }

    /// <summary>
    /// Factor, in [0, 1], that shrinks what an expression column does not share with others of its group. The principal components of these
    /// columns above the noise level are kept, the rest of each standardised value is multiplied by this factor, and the group is scaled so
    /// that the mean variance of its columns stays. The noise level is a variance of (1 + sqrt(columns / patients))^2, which independent
    /// columns do not exceed (Marchenko and Pastur 1967). Without shrinkage, networks overfit the genes of a few hundred patients;
    /// <c>AdaMhfRecipe.Recommended</c> uses 0.3. Default 1: no shrinkage.
    /// </summary>
    public double ShrinkageFactor { get; init; } = 1;

    /// <summary>
    /// Suffixes of the columns that <see cref="ShrinkageFactor"/> applies to. Default <c>_rnaseq</c>: a mutation or a copy number is not
    /// noise because no other gene shares it.
    /// </summary>
    public IReadOnlyList<string> ExpressionSuffixes { get; init; } = ["_rnaseq"];

    /// <summary>
    /// Text column with the site where a patient was treated or measured. When the data have it and it explains most of the variance of the
    /// first principal components of the training rows, a warning is logged: the model may learn the site. Nothing is corrected. Null turns
    /// the check off. Default <c>site</c>.
    /// </summary>
    public string? SiteColumnName { get; init; } = "site";

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(InputColumnName);
        OptionCheck.RequireInRange(LargestDeviation > 0, nameof(LargestDeviation), LargestDeviation, "a number above 0");
        OptionCheck.RequireInRange(
            MinimumVariance is null or (>= 0 and < double.PositiveInfinity),
            nameof(MinimumVariance),
            MinimumVariance,
            "a finite number, at least 0");
        OptionCheck.RequireInRange(
            MinimumMutationFrequency is null or (>= 0 and <= 1),
            nameof(MinimumMutationFrequency),
            MinimumMutationFrequency,
            "a share in [0, 1]");
        OptionCheck.RequireInRange(
            LargestFalseDiscoveryRate is null or (> 0 and <= 1),
            nameof(LargestFalseDiscoveryRate),
            LargestFalseDiscoveryRate,
            "a share in (0, 1]");
        OptionCheck.RequireInRange(ShrinkageFactor is >= 0 and <= 1, nameof(ShrinkageFactor), ShrinkageFactor, "a factor in [0, 1]");
    }
}
