using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds the genomic networks of a trained AdaMHF model to <c>mlContext.Transforms</c>.</summary>
public static class AdaMhfFeaturizerCatalog
{
    private const string EmbeddingPrefix = "genomic_embedding.";

    /// <summary>
    /// Takes the genomic networks inside a trained AdaMHF model, as they are; nothing is trained. Reads the genomic columns that the model reads.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="model">Trained model, such as <c>LastTransformer</c> of a pipeline; needed until fitting is done.</param>
    /// <param name="featuresColumnName">Column of the flat vector.</param>
    /// <param name="tokensColumnName">Column of the tokens.</param>
    public static GenomicFeaturizingEstimator FeaturizeGenomicsAs(
        this TransformsCatalog catalog,
        AdaMhfTransformer model,
        string featuresColumnName = "GenomicFeatures",
        string tokensColumnName = "GenomicTokens")
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = new GenomicFeaturizerOptions { FeaturesColumnName = featuresColumnName, TokensColumnName = tokensColumnName };
        options.Check();
        var (columns, network) = (model.Settings.Columns.GenomicColumnNames, model.Configuration);
        var source = new GenomicNetworkSource(columns, network.GenomicGroupSizes, network.GenomicHiddenWidth, network.TokenWidth, () => EmbeddingOf(model));
        return new GenomicFeaturizingEstimator(CatalogUtils.GetEnvironment(catalog), options, source);
    }

    private static NamedTensors EmbeddingOf(AdaMhfTransformer model) => new(model.CopyWeights().Tensors
        .Where(tensor => tensor.Key.StartsWith(EmbeddingPrefix, StringComparison.Ordinal))
        .ToDictionary(tensor => tensor.Key[EmbeddingPrefix.Length..], tensor => tensor.Value));
}
