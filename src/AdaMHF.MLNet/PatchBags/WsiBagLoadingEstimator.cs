using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Finds the bag files of each patient by slide id and adds a column of lazy <see cref="PatchBag"/> handles; it learns nothing from the
/// data. Created by <see cref="PatchBagsCatalog.LoadWsiBags(TransformsCatalog, string, string, string, WsiBagOptions)"/>.
/// </summary>
public sealed class WsiBagLoadingEstimator : IEstimator<WsiBagLoadingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly WsiBagLoadingSettings _settings;

    internal WsiBagLoadingEstimator(IHostEnvironment environment, WsiBagLoadingSettings settings)
    {
        _environment = environment;
        _settings = settings;
    }

    /// <summary>Checks the input column and the folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public WsiBagLoadingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        if (!Directory.Exists(_settings.Folder))
        {
            throw new DirectoryNotFoundException(
                $"The folder of patch bags '{_settings.Folder}' does not exist. Name the folder that holds one file per slide.");
        }
        return new WsiBagLoadingTransformer(_environment, _settings);
    }

    /// <summary>
    /// Compares the folder with the slide ids of the data and reads every matched file, to find before training what would stop it or
    /// spoil its result.
    /// </summary>
    /// <param name="input">Data with the input column.</param>
    /// <param name="readFeatures">Whether to read the features; false reads the headers only. Default true.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The findings; <see cref="SlideFolderReports.ToDataFrame"/> gives them as a table.</returns>
    /// <exception cref="PatchBagException">The folder does not exist.</exception>
    public SlideFolderReport Inspect(IDataView input, bool readFeatures = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var slides = SlideIdColumn.Values(input, _settings.InputColumnName);
        return new SlideFolder(_settings.Folder).Inspect(slides, readFeatures, cancellation);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var slides = inputSchema.Require(_settings.InputColumnName, "slide id");
        if (slides.ItemType is not TextDataViewType)
            throw SchemaMismatch.Of(slides, "slide id", "Text, or a vector of Text");
        return inputSchema.With(new SchemaShape.Column(
            _settings.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, PatchBagDataViewType.Instance, isKey: false));
    }
}
