using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds the genomic featurizer to <c>mlContext.Transforms</c>.</summary>
public static class GenomicFeaturizerCatalog
{
    /// <summary>
    /// Trains one self-normalising network per genomic group to predict survival, and adds what the networks make of a patient: a tokens
    /// column (groups x token width) and the same as one flat vector, which any ML.NET trainer can use.
    /// </summary>
    /// <remarks>
    /// Rows are scored when they are read. Before a trainer that reads its rows many times, <c>AppendCacheCheckpoint</c> keeps the features
    /// in memory.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="featuresColumnName">Column of the flat vector.</param>
    /// <param name="tokensColumnName">Column of the tokens.</param>
    /// <param name="loss">
    /// What the networks are trained to minimize; Cox and ranking predict one log hazard instead of hazards of time bins.
    /// </param>
    /// <param name="tokenWidth">Width of a group's token, at least 1.</param>
    public static GenomicFeaturizingEstimator FeaturizeGenomics(
        this TransformsCatalog catalog,
        string featuresColumnName = "GenomicFeatures",
        string tokensColumnName = "GenomicTokens",
        SurvivalLoss loss = SurvivalLoss.NegativeLogLikelihood,
        int tokenWidth = 64) => FeaturizeGenomics(catalog, new GenomicFeaturizerOptions
        {
            FeaturesColumnName = featuresColumnName,
            TokensColumnName = tokensColumnName,
            Loss = loss,
            TokenWidth = tokenWidth,
        });

    /// <summary>As <see cref="FeaturizeGenomics(TransformsCatalog, string, string, SurvivalLoss, int)"/>, with every option.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static GenomicFeaturizingEstimator FeaturizeGenomics(this TransformsCatalog catalog, GenomicFeaturizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new GenomicFeaturizingEstimator(CatalogUtils.GetEnvironment(catalog), options, source: null);
    }
}
