using AdaMHF.Slides;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Slides;

/// <summary>Adds slides to <c>mlContext.Transforms</c> and <c>mlContext.Model</c>.</summary>
public static class SlidesCatalog
{
    /// <summary>
    /// Adds the column of patch bags that <see cref="PatchBagsCatalog.LoadWsiBags(TransformsCatalog, string, string, string)"/> adds, from
    /// slides: a bag that the cache folder has is read, any other is extracted when it is needed. All slides of a patient are one bag.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of slide paths: text, or a vector of text that is empty when the patient has no slide.</param>
    /// <param name="options">Cache folder, encoder, tissue and patches.</param>
    public static WsiFeatureExtractingEstimator ExtractWsiFeatures(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, WsiFeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.CacheFolder);
        options.Extraction.Checked();
        var settings = new WsiFeatureSettings(
            outputColumnName, inputColumnName, Path.GetFullPath(options.CacheFolder), options.Encoder ?? EncoderDescription.ResNet18(),
            options.Extraction, options.SlideFolder, options.UnusableSlides, options.EmbedEncoder);
        return new(CatalogUtils.GetEnvironment(catalog), settings, options.EncoderRun);
    }

    /// <summary>
    /// Loads a model as the loader of survival models (<see cref="ModelZipCatalog"/>) does, where encoder, cache or slides are elsewhere
    /// than when it was saved. Plain <c>mlContext.Model.Load</c> looks for them where they were.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">Model zip.</param>
    /// <param name="inputSchema">Schema that the model was saved with; null when it was saved without one.</param>
    /// <param name="places">Where things are now.</param>
    /// <exception cref="ModelZipException">The file does not exist or is not a readable model zip.</exception>
    public static ITransformer LoadSlideModel(
        this ModelOperationsCatalog catalog, string path, out DataViewSchema? inputSchema, SlideModelPlaces places)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(places);
        using (places.Use()) return catalog.LoadSurvivalModel(path, out inputSchema);
    }
}
