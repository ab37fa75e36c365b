using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Turns vectors of features into <see cref="PatchBag"/> handles; it learns nothing from the data. Created by
/// <see cref="PatchBagsCatalog.ConvertToPatchBags"/>.
/// </summary>
public sealed class VectorBagEstimator : IEstimator<VectorBagTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly VectorBagSettings _settings;

    internal VectorBagEstimator(IHostEnvironment environment, VectorBagSettings settings)
    {
        _environment = environment;
        _settings = settings;
    }

    /// <summary>Checks the input column.</summary>
    public VectorBagTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new VectorBagTransformer(_environment, _settings);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var features = inputSchema.Require(_settings.InputColumnName, "patch feature");
        if (features.Kind == SchemaShape.Column.VectorKind.Scalar || features.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(features, "patch feature", "a vector of Single");
        return inputSchema.With(new SchemaShape.Column(
            _settings.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, PatchBagDataViewType.Instance, isKey: false));
    }
}
