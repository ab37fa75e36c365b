using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Options of <see cref="GenomicsCatalog.GroupGenomics(TransformsCatalog, GeneGroups, GenomicGroupingOptions)"/>. All statistics come from the training rows.</summary>
public sealed record GenomicGroupingOptions : OutcomeColumns
{
    /// <summary>Vector of Single whose slot names are gene columns such as TP53_mut. Default <c>Genes</c>.</summary>
    public string InputColumnName { get; init; } = SurvivalColumns.Genes;

    /// <summary>
    /// Standardised values are clipped to this many standard deviations, because public expression tables hold values in the ten thousands that would drown
    /// everything else. Above 0; infinity switches it off. Default 10.
    /// </summary>
    public float LargestDeviation { get; init; } = 10;

    /// <summary>
    /// What becomes of single missing values. Default: the training mean. A patient without any value is another matter: all groups stay missing (NaN), and
    /// trainers treat the modality as missing.
    /// </summary>
    public GenomicMissingValues MissingValues { get; init; }

    /// <summary>What becomes of groups without a column. Default: refused.</summary>
    public EmptyGeneGroups EmptyGroups { get; init; }

    /// <summary>
    /// Columns with these suffixes become log2(1 + value) first: for counts or abundances such as TPM. A value below 0 is refused, because it says that the
    /// column is a logarithm or a z-score already. Default: none.
    /// </summary>
    public IReadOnlyList<string> Log2Suffixes { get; init; } = [];

    /// <summary>
    /// Patients (or normal tissue) whose means and deviations genes are standardised by instead of the training rows': a z-score against a reference. Needs the
    /// same input column; it gets the same log transform. Genes that it does not have keep the training rows' statistics. Must not hold patients that a model
    /// is judged on. Default: none.
    /// </summary>
    public IDataView? ReferenceCohort { get; init; }

    /// <summary>Leaves out columns whose population variance (after the log transform) is not above this; 0 leaves out constant columns. Default: none.</summary>
    public double? MinimumVariance { get; init; }

    /// <summary>Leaves out mutation columns that are other than 0 in a smaller share of the training rows than this, in [0, 1]. Default: none.</summary>
    public double? MinimumMutationFrequency { get; init; }

    /// <summary>Suffixes of the columns that <see cref="MinimumMutationFrequency"/> looks at. Default <c>_mut</c>.</summary>
    public IReadOnlyList<string> MutationSuffixes { get; init; } = ["_mut"];

    /// <summary>
    /// Leaves out columns whose p-value in a Cox regression on that column alone, adjusted for their number by Benjamini and Hochberg, is above this, in (0, 1].
    /// Reads <see cref="OutcomeColumns.TimeColumnName"/> and <see cref="OutcomeColumns.EventColumnName"/> when fitting. Default: none.
    /// </summary>
    public double? LargestFalseDiscoveryRate { get; init; }

    /// <summary>
    /// Weight, in [0, 1], of what an expression column does not share with others of its group. The principal components of these columns that stand out from noise
    /// are kept whole, the rest of each standardised value is multiplied by this, and the group is scaled so that the mean variance of the columns stays. A component
    /// stands out when its variance is above (1 + sqrt(columns / patients))^2, which independent columns do not reach (Marchenko and Pastur 1967). A few hundred
    /// patients' genes are learnt by heart otherwise; samples/Defaults has figures for 0.3. Default 1: columns stay as they are standardised.
    /// </summary>
    public double ShrinkageFactor { get; init; } = 1;

    /// <summary>Suffixes of the columns that <see cref="ShrinkageFactor"/> is for. Default <c>_rnaseq</c>: a mutation or a copy number need not be shared to be real.</summary>
    public IReadOnlyList<string> ExpressionSuffixes { get; init; } = ["_rnaseq"];

    /// <summary>
    /// Text that says where a patient was treated or measured. When the column is there and explains most of the variance of the first principal components of
    /// the training rows, a warning is logged: what the model learns may be the site. Nothing is corrected. Null switches it off. Default <c>site</c>.
    /// </summary>
    public string? SiteColumnName { get; init; } = "site";

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(InputColumnName);
        Require(LargestDeviation > 0, nameof(LargestDeviation), LargestDeviation, "a number above 0");
        Require(MinimumVariance is null or (>= 0 and < double.PositiveInfinity), nameof(MinimumVariance), MinimumVariance, "a finite number, at least 0");
        Require(MinimumMutationFrequency is null or (>= 0 and <= 1), nameof(MinimumMutationFrequency), MinimumMutationFrequency, "a share in [0, 1]");
        Require(LargestFalseDiscoveryRate is null or (> 0 and <= 1), nameof(LargestFalseDiscoveryRate), LargestFalseDiscoveryRate, "a share in (0, 1]");
        Require(ShrinkageFactor is >= 0 and <= 1, nameof(ShrinkageFactor), ShrinkageFactor, "a weight in [0, 1]");
    }

    private static void Require(bool holds, string option, object? value, string expected)
    {
        if (!holds) throw new ArgumentOutOfRangeException(option, value, FormattableString.Invariant($"{option} is {value}; expected {expected}."));
    }
}
