using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(DiscreteHazardTransformer), null, typeof(SignatureLoadModel),
    "Linear discrete-hazard model", DiscreteHazardTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper), typeof(DiscreteHazardTransformer), null, typeof(SignatureLoadRowMapper),
    "Linear discrete-hazard model", DiscreteHazardTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// A fitted linear discrete-hazard model. The score is minus the sum of the survival probabilities, as for the networks. A patient with a
/// missing feature gets NaN.
/// </summary>
public sealed class DiscreteHazardTransformer : SurvivalTransformer
{
    internal const string LoaderSignature = "SurvivalDiscreteHazard";
    private const string ModelSignature = "SURVDISC";

    private readonly DiscreteHazardSettings _settings;

    internal DiscreteHazardTransformer(IHostEnvironment environment, DiscreteHazardSettings settings)
        : base(environment, nameof(DiscreteHazardTransformer), settings.Prognosis)
    {
        _settings = settings;
    }

    /// <summary>Intercepts and coefficients; one coefficient per slot of <see cref="UsedSlots"/>.</summary>
    public DiscreteHazardModel Model => _settings.Model;

    /// <summary>Slots of the feature vector with a coefficient, in order; the others were constant among the training patients.</summary>
    public IReadOnlyList<int> UsedSlots => _settings.Columns.UsedSlots;

    // Layout in the model zip:
    // Settings.json: DiscreteHazardSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent(ModelSignature, LoaderSignature, _settings);

    private static DiscreteHazardTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, ctx.LoadSettings<DiscreteHazardSettings>(
            environment, ModelSignature, LoaderSignature, settings => settings.Check()));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    private protected override IPrognosisSource SourceFor(DataViewSchema schema) =>
        new TabularSource(schema, _settings.Columns, _settings.Prognosis, Score);

    private PatientPrognosis Score(double[] covariates)
    {
        var hazards = Model.Hazards(covariates);
        return PatientPrognosis.FromHazards(hazards, (float)DiscreteHazards.Risk(hazards), _settings.Prognosis, []);
    }
}
