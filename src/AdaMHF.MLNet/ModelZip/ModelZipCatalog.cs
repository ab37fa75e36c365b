using System.IO.Compression;
using System.Reflection;
using System.Runtime.ExceptionServices;
using AdaMHF.Networks;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Saves and loads model zips safely. Plain <c>mlContext.Model.Save</c> and <c>Load</c> work as well: what components of this library store
/// is checked then, too, but not what ML.NET's own store beside them.
/// </summary>
public static class ModelZipCatalog
{
    /// <summary>
    /// Saves as <c>mlContext.Model.Save</c> does, but to a temporary file that is then renamed, so that a failure leaves an earlier model
    /// intact, and with the SHA-256 of every entry.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="model">Fitted pipeline.</param>
    /// <param name="inputSchema">Schema of the data it was fitted on; null to save none.</param>
    /// <param name="path">Zip to write; an existing one is replaced.</param>
    public static void SaveSurvivalModel(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var zip = new ModelZipScope(FolderOf(path), new ModelLoadOptions(), IsChecked: true);
        AtomicFile.RemoveLeftovers(path);
        AtomicFile.Write(path, stream => zip.Run(() =>
        {
            catalog.Save(model, inputSchema, stream);
            ZipDigests.AddTo(stream);
            return path;
        }));
    }

    /// <inheritdoc cref="LoadSurvivalModel(ModelOperationsCatalog, string, ModelLoadOptions, out DataViewSchema?)"/>
    public static ITransformer LoadSurvivalModel(this ModelOperationsCatalog catalog, string path, out DataViewSchema? inputSchema) =>
        catalog.LoadSurvivalModel(path, new ModelLoadOptions(), out inputSchema);

    /// <summary>
    /// Loads as <c>mlContext.Model.Load</c> does, but first compares every entry of the zip with its digest, or where it has none with its
    /// checksum, and refuses what is beyond the limits before anything is unpacked. The first line of an exception says what is wrong.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">Zip written by <c>mlContext.Model.Save</c> or <see cref="SaveSurvivalModel"/>.</param>
    /// <param name="options">Folder of the bags on this machine, and limits.</param>
    /// <param name="inputSchema">Schema that the model was saved with; null when it was saved without one.</param>
    /// <exception cref="ModelZipException">The file does not exist, or is not a readable and undamaged model zip.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static ITransformer LoadSurvivalModel(
        this ModelOperationsCatalog catalog, string path, ModelLoadOptions options, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Limits.Validated();
        try
        {
            using var stream = ModelZipFile.Open(path);
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                archive.RequireWithin(options.Limits);
                archive.RequireWhole();
            }
            stream.Position = 0;
            DataViewSchema? schema = null;
            var zip = new ModelZipScope(FolderOf(path), options, IsChecked: true);
            var model = zip.Run(() => catalog.Load(stream, out schema));
            if (options.BagFolder is not null && zip.ReplacedFolder is null)
            {
                (model as IDisposable)?.Dispose();
                throw new ModelZipException($"It reads no patch bags, and {nameof(options.BagFolder)} names a folder of them.");
            }
            inputSchema = schema;
            return model;
        }
        catch (Exception error) when (CauseOf(error) is TorchBackendException cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
        catch (Exception error) when (CauseOf(error) is var cause && IsOfTheFile(cause))
        {
            throw new ModelZipException(
                $"'{path}' is not a readable model zip: {cause.Message.TrimEnd()} "
                + "Expected a file that mlContext.Model.Save wrote; copy it again, or train and save anew.",
                error);
        }
    }

    /// <summary>
    /// ML.NET calls loaders by reflection, which wraps their exceptions, and then says only that it did. The cause is the innermost.
    /// </summary>
    internal static Exception CauseOf(Exception error) => error switch
    {
        TorchBackendException or ModelZipException => error,
        TargetInvocationException { InnerException: { } inner } => CauseOf(inner),
        { InnerException: TargetInvocationException { InnerException: { } inner } } => CauseOf(inner),
        _ => error,
    };

    private static bool IsOfTheFile(Exception cause) => cause is
        IOException or InvalidDataException or InvalidOperationException or FormatException or ArgumentException
        or UnauthorizedAccessException or NotSupportedException or IndexOutOfRangeException or NullReferenceException
        or OverflowException or MissingMethodException or TypeLoadException or BadImageFormatException or OutOfMemoryException;

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
