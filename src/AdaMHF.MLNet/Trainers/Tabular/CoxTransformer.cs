using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(CoxTransformer), null, typeof(SignatureLoadModel),
    "Cox survival model", CoxTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper), typeof(CoxTransformer), null, typeof(SignatureLoadRowMapper),
    "Cox survival model", CoxTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// A fitted Cox model. The score is the log hazard relative to the mean patient. A patient with a missing feature gets NaN.
/// </summary>
public sealed class CoxTransformer : SurvivalTransformer
{
    internal const string LoaderSignature = "SurvivalCoxModel";
    private const string ModelSignature = "SURVCOXM";

    private readonly CoxSettings _settings;

    internal CoxTransformer(IHostEnvironment environment, CoxSettings settings, CoxModel? model)
        : base(environment, nameof(CoxTransformer), settings.Prognosis)
    {
        _settings = settings;
        Model = model;
    }

    /// <summary>
    /// Coefficients with standard errors and p-values, likelihood and convergence; one coefficient per slot of <see cref="UsedSlots"/>.
    /// Null for a loaded model, which keeps only what prediction needs, and for a ridge fit of more than 200 features.
    /// </summary>
    public CoxModel? Model { get; }

    /// <summary>Coefficients and baseline hazard, which predictions are computed from.</summary>
    public CoxPredictor Predictor => _settings.Model;

    /// <summary>Slots of the feature vector with a coefficient, in order; the others were constant among the training patients.</summary>
    public IReadOnlyList<int> UsedSlots => _settings.Columns.UsedSlots;

    // Layout in the model zip:
    // Settings.json: CoxSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent(ModelSignature, LoaderSignature, _settings);

    private static CoxTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(
            environment,
            ctx.LoadSettings<CoxSettings>(environment, ModelSignature, LoaderSignature, settings => settings.Check()),
            model: null);

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    private protected override IPrognosisSource SourceFor(DataViewSchema schema) =>
        new TabularSource(schema, _settings.Columns, _settings.Prognosis, Score);

    private PatientPrognosis Score(double[] covariates) =>
        PatientPrognosis.FromLogHazard(Predictor, Predictor.Risk(covariates), _settings.Prognosis, []);
}
