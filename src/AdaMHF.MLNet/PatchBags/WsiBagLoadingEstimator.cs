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

    /// <summary>Checks the input column and the folder, and that no two patients share a bag file.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="PatchBagException">
    /// A slide id is none, a slide has two files, or one file is the bag of two slides or two patients.
    /// </exception>
    public WsiBagLoadingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        if (!Directory.Exists(_settings.Folder))
        {
            throw new DirectoryNotFoundException(
                $"The folder of patch bags '{_settings.Folder}' does not exist. Name the folder that holds one file per slide.");
        }
        RequireOwnFiles(input);
        return new WsiBagLoadingTransformer(_environment, _settings);
    }

    // The slides x.svs and x of two patients are one bag file: both would be trained on the same tissue.
    private void RequireOwnFiles(IDataView input)
    {
        var folder = new SlideFolder(_settings.Folder);
        var patients = PatientIds.Read(input, SurvivalColumns.PatientId);
        var owners = new Dictionary<string, (string Slide, string Owner)>(StringComparer.Ordinal);
        var row = 0;
        foreach (var ids in SlideIdColumn.Rows(input, _settings.InputColumnName))
        {
            var owner = patients is null ? $"row {row + 1}" : $"patient {patients[row]}";
            row++;
            foreach (var id in ids)
            {
                if (folder.Find(id) is not { } file || owners.TryAdd(file, (id, owner))) continue;
                var (slide, other) = owners[file];
                // Rows of one patient, or of who knows whom, may repeat a slide; what comes later refuses them or keeps them together.
                if (slide == id && (patients is null || other == owner) && ids.Count(same => same == id) == 1) continue;
                throw new PatchBagException(
                    $"'{file}' is the bag of slide '{slide}' of {other} and of slide '{id}' of {owner}. "
                    + "A slide belongs to one patient, once: correct the slide ids, or give each slide a file of its own.");
            }
        }
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
