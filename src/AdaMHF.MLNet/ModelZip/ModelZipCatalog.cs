using System.Reflection;
using AdaMHF.Networks;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Saves and loads model zips safely. Plain <c>mlContext.Model.Save</c> and <c>Load</c> work as well.</summary>
public static class ModelZipCatalog
{
    /// <summary>
    /// Saves as <c>mlContext.Model.Save</c> does, but to a temporary file that is then renamed, so that a failure leaves an earlier model
    /// intact.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="model">Fitted pipeline.</param>
    /// <param name="inputSchema">Schema of the data it was fitted on; null to save none.</param>
    /// <param name="path">Zip to write; an existing one is replaced.</param>
    public static void SaveSurvivalModel(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetRandomFileName());
        try
        {
            catalog.Save(model, inputSchema, temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Loads as <c>mlContext.Model.Load</c> does, with a single exception type when the file is not a model.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">Zip written by <c>mlContext.Model.Save</c> or <see cref="SaveSurvivalModel"/>.</param>
    /// <param name="inputSchema">Schema that the model was saved with; null when it was saved without one.</param>
    /// <exception cref="ModelZipException">The file does not exist or is not a readable model zip.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static ITransformer LoadSurvivalModel(this ModelOperationsCatalog catalog, string path, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new ModelZipException($"There is no model '{path}'. Name a file that mlContext.Model.Save wrote.");
        try
        {
            return catalog.Load(path, out inputSchema);
        }
        catch (Exception error) when (
            Cause(error) is IOException or InvalidDataException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ModelZipException(
                $"'{path}' is not a readable model zip: {Cause(error).Message} "
                + "Expected a file that mlContext.Model.Save wrote; copy it again, or train and save anew.",
                error);
        }
    }

    /// <summary>ML.NET calls loaders by reflection, which wraps their exceptions.</summary>
    private static Exception Cause(Exception error) =>
        error is TargetInvocationException { InnerException: { } inner } ? Cause(inner) : error;
}
