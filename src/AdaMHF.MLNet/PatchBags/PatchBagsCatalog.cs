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

    /// <summary>Adds a column of lazy <see cref="PatchBag"/> handles for slide ids, with a rule for slides without a file.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of slide ids: text, or a vector of text that is empty when the patient has no slide.</param>
    /// <param name="folder">Folder with one file per slide.</param>
    /// <param name="absentFiles">What to do when a slide has no file.</param>
    public static WsiBagLoadingEstimator LoadWsiBags(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string folder, AbsentBagFile absentFiles) =>
        catalog.LoadWsiBags(outputColumnName, inputColumnName, folder, new WsiBagOptions { AbsentFiles = absentFiles });

    /// <summary>Adds a column of lazy <see cref="PatchBag"/> handles for slide ids, with options.</summary>
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
    /// <param name="width">
    /// Features per patch, at least 1. Null makes each vector a bag of one patch, for features of a whole slide or patient.
    /// </param>
    public static VectorBagEstimator ConvertToPatchBags(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, int? width = 1024)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        if (width is { } features) ArgumentOutOfRangeException.ThrowIfLessThan(features, 1, nameof(width));
        return new VectorBagEstimator(
            CatalogUtils.GetEnvironment(catalog), new VectorBagSettings(outputColumnName, inputColumnName ?? outputColumnName, width));
    }

    /// <summary>
    /// Standardises the patch features of bags by the training rows: each column has mean 0 and standard deviation 1 over the training
    /// patients, who count equally, however many patches they have. A constant column becomes 0. Bags are read when they are needed; a
    /// missing bag stays missing.
    /// </summary>
    /// <remarks>
    /// The mean of a column is the mean over the patients of their patches' mean, and its variance the mean over the patients of their
    /// patches' squared distance from that, without Bessel's correction.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of bags; null, the default, takes the name of the output column.</param>
    /// <param name="options">Logarithm and missing values; null for the defaults.</param>
    public static BagStandardizingEstimator StandardizeBags(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, BagStandardizingOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        return new BagStandardizingEstimator(
            CatalogUtils.GetEnvironment(catalog), outputColumnName, inputColumnName ?? outputColumnName, options ?? new());
    }
}
