using AdaMHF.Networks;
using AdaMHF.Survival;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains one self-normalising network per genomic group, or takes those of a trained AdaMHF model. Created by
/// <see cref="GenomicFeaturizerCatalog"/>.
/// </summary>
public sealed class GenomicFeaturizingEstimator : IEstimator<GenomicFeaturizingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly GenomicFeaturizerOptions _options;
    private readonly GenomicNetworkSource? _source;

    internal GenomicFeaturizingEstimator(IHostEnvironment environment, GenomicFeaturizerOptions options, GenomicNetworkSource? source)
    {
        _environment = environment;
        _options = options;
        _source = source;
    }

    /// <summary>
    /// Trains on all rows of the data; patients without genomics are left out. Networks of a trained model are taken as they are.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="SurvivalDataException">
    /// A time is not above 0, or there are too few deaths; the message names the patient.
    /// </exception>
    /// <exception cref="InvalidOperationException">The loss is not finite; the message names patients and epoch.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public GenomicFeaturizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        TorchBackend.EnsureLoaded();
        string[] columns = [.. Columns(SchemaShape.Create(input.Schema))];
        var reader = new PatientReader(input.Schema, bagColumnName: null, columns);
        using var channel = _environment.Register(nameof(GenomicFeaturizingEstimator)).Start(nameof(Fit));
        var network = _source is null
            ? GenomicFit.Run(
                _environment, channel, _options, TrainingPatients.Read(input, reader, _options, channel), reader.GenomicGroupSizes)
            : Reused(reader);
        return network.GivenTo(owned =>
        {
            var settings = new GenomicFeaturizerSettings(
                columns, _options.TokensColumnName, _options.FeaturesColumnName, _options.RiskColumnName,
                owned.PredictsRisk ? GenomicSupervision.Cox : GenomicSupervision.DiscreteHazards, owned.Genes.Configuration);
            return new GenomicFeaturizingTransformer(_environment, settings, owned);
        });
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var columns = Columns(inputSchema);
        if (columns.Count == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema),
                "Could not find genomic group columns. "
                + "Append Transforms.GroupGenomics to the pipeline before FeaturizeGenomics, or name the columns in GenomicColumnNames.");
        }
        foreach (var name in columns)
        {
            var group = inputSchema.Require(name, "genomic group");
            if (group.Kind != SchemaShape.Column.VectorKind.Vector || group.ItemType != NumberDataViewType.Single)
                throw SchemaMismatch.Of(group, "genomic group", "a vector of Single of known size");
        }
        if (_source is null) SurvivalOutcomes.Require(inputSchema, _options);
        return inputSchema.With(GenomicFeaturizerColumns.Promise(_options));
    }

    /// <summary>Weights for the genomic embedding of an AdaMHF network, trained on the same patients.</summary>
    internal NamedTensors WeightsFor(AdaMhfConfiguration network, TrainingPatients patients, ModelColumns columns)
    {
        RequireSameShape(network);
        using var channel = _environment.Register(nameof(GenomicFeaturizingEstimator)).Start(nameof(WeightsFor));
        if (_source is not null)
        {
            RequireSameGroups(columns.GenomicGroupSizes);
            return _source.Weights();
        }
        using var trained = GenomicFit.Run(_environment, channel, _options, patients, columns.GenomicGroupSizes);
        return NetworkWeights.Copy(trained.Genes.Embedding);
    }

    private IReadOnlyList<string> Columns(SchemaShape schema) =>
        _options.GenomicColumnNames ?? _source?.GenomicColumnNames ?? (IReadOnlyList<string>)GenomicGroupAnnotation.ColumnsOf(schema);

    private GenomicSurvivalNetwork Reused(PatientReader reader)
    {
        RequireSameGroups(reader.GenomicGroupSizes);
        var shape = new GenomicNetworkConfiguration
        {
            GroupSizes = _source!.GroupSizes,
            HiddenWidths = [_source.HiddenWidth],
            TokenWidth = _source.TokenWidth,
            Outputs = 1,
        };
        return new GenomicSurvivalNetwork(GenomicNetwork.Create(shape, seed: 0), predictsRisk: false).GivenTo(network =>
        {
            NetworkWeights.Load(network.Genes.Embedding, _source.Weights());
            network.eval();
            return network;
        });
    }

    private void RequireSameGroups(int[] sizes)
    {
        if (_source!.GroupSizes.SequenceEqual(sizes)) return;
        throw new InvalidOperationException(
            $"The AdaMHF model was trained with groups of {string.Join(", ", _source.GroupSizes)} genes, "
            + $"the data has {string.Join(", ", sizes)}. "
            + "Group the data with the model's own GroupGenomics.");
    }

    private void RequireSameShape(AdaMhfConfiguration network)
    {
        var (hidden, width, activation) = _source is null
            ? (_options.HiddenWidths, _options.TokenWidth, _options.Activation)
            : ([_source.HiddenWidth], _source.TokenWidth, Activation.Selu);
        if (hidden.SequenceEqual([network.GenomicHiddenWidth]) && width == network.TokenWidth && activation == Activation.Selu) return;
        throw new InvalidOperationException(
            $"The genomic featurizer has hidden widths {string.Join(", ", hidden)}, token width {width} and {activation}; "
            + $"AdaMHF's network has {network.GenomicHiddenWidth}, {network.TokenWidth} and {Activation.Selu}. Give both the same.");
    }
}
