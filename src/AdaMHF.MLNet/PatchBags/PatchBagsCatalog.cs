using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Adds patch bags to <c>mlContext.Transforms</c>.</summary>
public static class PatchBagsCatalog
{
    /// <summary>
    /// Turns slide ids into a column of lazy <see cref="PatchBag"/> handles; all slides of a patient are one bag. Features are read when a trainer
    /// or scorer asks for them.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">Column of type <see cref="PatchBagDataViewType"/> to add.</param>
    /// <param name="inputColumnName">Column of slide ids: text, or a vector of text that is empty when the patient has no slide.</param>
    /// <param name="folder">Folder with one <c>.h5</c> file per slide in CLAM's layout, there or in its subfolder <c>h5_files</c>.</param>
    /// <param name="absentFiles">What to do when a slide has no file. Default: error.</param>
    public static WsiBagLoadingEstimator LoadWsiBags(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string folder,
        AbsentBagFile absentFiles = AbsentBagFile.Error)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new WsiBagLoadingEstimator(
            CatalogUtils.GetEnvironment(catalog), new WsiBagLoadingSettings(outputColumnName, inputColumnName, Path.GetFullPath(folder), absentFiles));
    }
}
