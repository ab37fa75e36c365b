using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds the genomic networks of a trained AdaMHF model to <c>mlContext.Transforms</c>.</summary>
public static class AdaMhfFeaturizerCatalog
{
    private const string EmbeddingPrefix = "genomic_embedding.";

    /// <summary>
    /// Featurizes with the genomic networks of a trained AdaMHF model, of an ensemble those of the first member, unchanged; nothing is
    /// trained. Reads the model's genomic columns.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="model">
    /// Trained model, such as <c>LastTransformer</c> of a pipeline; must not be disposed before the estimator is fitted.
    /// </param>
    /// <param name="featuresColumnName">Output column of the tokens as one flat vector.</param>
    /// <param name="tokensColumnName">Output column of the tokens, Single of groups x token width.</param>
    public static GenomicFeaturizingEstimator FeaturizeGenomicsAs(
        this TransformsCatalog catalog,
        AdaMhfTransformer model,
        string featuresColumnName = "GenomicFeatures",
        string tokensColumnName = "GenomicTokens")
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = new GenomicFeaturizerOptions { FeaturesColumnName = featuresColumnName, TokensColumnName = tokensColumnName };
        options.Check();
        var network = model.Configuration;
        var source = new GenomicNetworkSource(
            model.Settings.Columns.GenomicColumnNames,
            network.GenomicGroupSizes,
            network.GenomicHiddenWidth,
            network.TokenWidth,
            () => EmbeddingOf(model));
        return new GenomicFeaturizingEstimator(CatalogUtils.GetEnvironment(catalog), options, source);
    }

    private static NamedTensors EmbeddingOf(AdaMhfTransformer model) => new(model.CopyWeights().Tensors
        .Where(tensor => tensor.Key.StartsWith(EmbeddingPrefix, StringComparison.Ordinal))
        .ToDictionary(tensor => tensor.Key[EmbeddingPrefix.Length..], tensor => tensor.Value));
}
