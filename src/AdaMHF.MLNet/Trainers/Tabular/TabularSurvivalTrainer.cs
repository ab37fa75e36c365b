using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Base of the trainers on a feature vector: checks the schema, reads the patients, cuts the time bins.</summary>
/// <typeparam name="TTransformer">The trained model.</typeparam>
public abstract class TabularSurvivalTrainer<TTransformer> : IEstimator<TTransformer>
    where TTransformer : SurvivalTransformer
{
    private readonly TabularTrainerOptions _options;

    private protected TabularSurvivalTrainer(IHostEnvironment environment, TabularTrainerOptions options)
    {
        Environment = environment;
        _options = options;
    }

    private protected IHostEnvironment Environment { get; }

    /// <summary>Fits the model to all rows of the data; hold out test patients before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="SurvivalDataException">
    /// A time is not above 0, a feature is not finite, or there are too few deaths; the message names the patient.
    /// </exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        using var channel = Environment.Register(GetType().Name).Start(nameof(Fit));
        var patients = TabularPatients.Read(input, _options, channel);
        var bins = TrainingBins.Of(patients.Time, patients.Event, _options.TimeBins, _options.TimeBinEdges, channel);
        var prognosis = PrognosisSettings.Create(bins, patients.Time, _options.ReportedMonths, reportsModalities: false);
        var size = ((VectorDataViewType)input.Schema[_options.FeatureColumnName].Type).Size;
        return Train(patients, new TabularColumns(_options.FeatureColumnName, size, patients.UsedSlots), prognosis, channel);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var features = inputSchema.Require(_options.FeatureColumnName, "feature");
        if (features.Kind != SchemaShape.Column.VectorKind.Vector || features.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(features, "feature", "a vector of Single of known size");
        SurvivalOutcomes.Require(inputSchema, _options);
        return inputSchema.With(SurvivalOutputColumns.Promise(_options.ReportedMonths.Count > 0, reportsModalities: false));
    }

    private protected abstract TTransformer Train(
        TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel);
}
