using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds genomic groups to <c>mlContext.Transforms</c>.</summary>
public static class GenomicsCatalog
{
    /// <summary>
    /// Cuts one vector of genes into functional groups and standardises each gene by mean and population standard deviation of the training rows. Adds one
    /// vector column per group, named as the group, with the genes as slot names.
    /// </summary>
    /// <remarks>
    /// A gene that does not vary in training becomes 0. A single missing value becomes 0, its training mean. A patient without any value keeps all groups
    /// missing (NaN), and trainers treat the modality as missing. A group none of whose genes is in the data is refused when fitting.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="groups">Functional groups of genes.</param>
    /// <param name="inputColumnName">Vector of Single whose slot names are gene columns such as TP53_mut. Default <c>Genes</c>.</param>
    /// <param name="largestDeviation">
    /// Standardised values are clipped to this many standard deviations, because public expression tables hold values in the ten thousands that would drown
    /// everything else. Default 10; infinity switches it off.
    /// </param>
    public static GenomicGroupingEstimator GroupGenomics(
        this TransformsCatalog catalog, GeneGroups groups, string inputColumnName = "Genes", float largestDeviation = 10)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        if (groups.Count == 0) throw new ArgumentException("No gene group was given.", nameof(groups));
        if (!(largestDeviation > 0)) throw new ArgumentOutOfRangeException(nameof(largestDeviation), largestDeviation, "Expected a number above 0.");
        return new GenomicGroupingEstimator(CatalogUtils.GetEnvironment(catalog), groups, inputColumnName, largestDeviation);
    }
}
