using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds genomic groups to <c>mlContext.Transforms</c>.</summary>
public static class GenomicsCatalog
{
    /// <summary>
    /// Divides one vector of genes into functional groups and standardises each gene by the mean and population standard deviation of the
    /// training rows. Adds one vector column per group, named after the group, with the genes as slot names.
    /// </summary>
    /// <remarks>
    /// A gene that is constant in training is divided by 1, so that it is 0 in training, as in scikit-learn's StandardScaler. A single
    /// missing value becomes 0, its training mean. For a patient without any value all groups stay missing (NaN), and trainers treat the
    /// modality as missing. A group without any gene in the data is refused by <c>Fit</c>.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="groups">Functional groups of genes.</param>
    /// <param name="inputColumnName">Vector of Single whose slot names are gene columns such as TP53_mut. Default <c>Genes</c>.</param>
    /// <param name="largestDeviation">
    /// Standardised values are clipped to this many standard deviations, because public expression tables hold values in the ten thousands
    /// that would dominate all others. Default 10; infinity turns clipping off.
    /// </param>
    public static GenomicGroupingEstimator GroupGenomics(
        this TransformsCatalog catalog,
        GeneGroups groups,
        string inputColumnName = SurvivalColumns.Genes,
        float largestDeviation = 10)
    {
        var options = new GenomicGroupingOptions { InputColumnName = inputColumnName, LargestDeviation = largestDeviation };
        return GroupGenomics(catalog, groups, options);
    }

    /// <summary>
    /// As <see cref="GroupGenomics(TransformsCatalog, GeneGroups, string, float)"/>, with all options: imputation, log transform, reference
    /// cohort, filters, shrinkage and the warning about sites.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="groups">Functional groups of genes.</param>
    /// <param name="options">Options; checked here.</param>
    public static GenomicGroupingEstimator GroupGenomics(this TransformsCatalog catalog, GeneGroups groups, GenomicGroupingOptions options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        if (groups.Count == 0) throw new ArgumentException("No gene group was given.", nameof(groups));
        options.Check();
        return new GenomicGroupingEstimator(CatalogUtils.GetEnvironment(catalog), groups, options);
    }
}
