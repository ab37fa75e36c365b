using AdaMHF.Slides;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet.Slides;

/// <summary>
/// Adds patch bags of slides; it learns nothing from the data. Created by <see cref="SlidesCatalog.ExtractWsiFeatures"/>.
/// </summary>
public sealed class WsiFeatureExtractingEstimator : IEstimator<WsiFeatureExtractingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly WsiFeatureSettings _settings;
    private readonly EncoderOptions _run;

    internal WsiFeatureExtractingEstimator(IHostEnvironment environment, WsiFeatureSettings settings, EncoderOptions run)
    {
        _environment = environment;
        _settings = settings;
        _run = run;
    }

    /// <summary>Checks the input column. Slides are read when a bag is needed.</summary>
    public WsiFeatureExtractingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new(_environment, _settings, null, _run);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var slides = inputSchema.Require(_settings.InputColumnName, "slide path");
        if (slides.ItemType is not TextDataViewType) throw SchemaMismatch.Of(slides, "slide path", "Text, or a vector of Text");
        return inputSchema.With(new SchemaShape.Column(
            _settings.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, PatchBagDataViewType.Instance, isKey: false));
    }
}
