using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds patch bags to <c>mlContext.Transforms</c>.</summary>
public static class PatchBagsCatalog
{
    /// <summary>
    /// Adds a column of lazy <see cref="PatchBag"/> handles for slide ids; all slides of a patient are one bag. Features are read when a
    /// trainer or a model needs them.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of slide ids: text, or a vector of text that is empty when the patient has no slide.</param>
    /// <param name="folder">
    /// Folder with one file per slide (HDF5 of CLAM or TRIDENT, PyTorch, safetensors, NumPy, also mixed), in the folder itself or in its
    /// subfolders <c>h5_files</c> and <c>pt_files</c>; see <see cref="SlideFolder"/> for the rules.
    /// </param>
    public static WsiBagLoadingEstimator LoadWsiBags(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string folder) =>
        catalog.LoadWsiBags(outputColumnName, inputColumnName, folder, new WsiBagOptions());

    /// <inheritdoc cref="LoadWsiBags(TransformsCatalog, string, string, string)"/>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of slide ids: text, or a vector of text that is empty when the patient has no slide.</param>
    /// <param name="folder">Folder with one file per slide.</param>
    /// <param name="absentFiles">What to do when a slide has no file.</param>
    public static WsiBagLoadingEstimator LoadWsiBags(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string folder, AbsentBagFile absentFiles) =>
        catalog.LoadWsiBags(outputColumnName, inputColumnName, folder, new WsiBagOptions { AbsentFiles = absentFiles });

    /// <inheritdoc cref="LoadWsiBags(TransformsCatalog, string, string, string)"/>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of slide ids: text, or a vector of text that is empty when the patient has no slide.</param>
    /// <param name="folder">Folder with one file per slide.</param>
    /// <param name="options">What to do with absent files, several slides and large bags.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patch budget is below 1.</exception>
    public static WsiBagLoadingEstimator LoadWsiBags(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string folder, WsiBagOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var environment = CatalogUtils.GetEnvironment(catalog);
        return new WsiBagLoadingEstimator(environment, new WsiBagLoadingSettings(
            outputColumnName,
            inputColumnName,
            Path.GetFullPath(folder),
            options.AbsentFiles,
            options.SeveralSlides,
            options.PatchBudget,
            options.Seed ?? ContextSettings.SeedOf(environment) ?? 0));
    }

    /// <summary>
    /// Turns vectors of Single, such as a <c>float[]</c> of a row class, into a column of <see cref="PatchBag"/> handles, for features that
    /// are in memory.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">
    /// Column of features, patch after patch; a vector of known or variable size. An empty one, or one of NaN only, is a missing modality.
    /// Null, the default, takes the name of the output column.
    /// </param>
    /// <param name="width">Features per patch, at least 1.</param>
    public static VectorBagEstimator ConvertToPatchBags(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, int width = 1024)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new VectorBagEstimator(
            CatalogUtils.GetEnvironment(catalog), new VectorBagSettings(outputColumnName, inputColumnName ?? outputColumnName, width));
    }
}
