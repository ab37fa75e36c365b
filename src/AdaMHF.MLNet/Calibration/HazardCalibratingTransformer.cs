using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(HazardCalibratingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Hazard calibration",
    HazardCalibratingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper),
    typeof(HazardCalibratingTransformer),
    null,
    typeof(SignatureLoadRowMapper),
    "Hazard calibration",
    HazardCalibratingTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>A fitted hazard calibration. It replaces all columns of a survival model except the score and the modality weights.</summary>
public sealed class HazardCalibratingTransformer : SurvivalTransformer
{
    internal const string LoaderSignature = "SurvivalHazardCalibrate";
    private const string ModelSignature = "SURVCALI";

    private readonly HazardCalibratingSettings _settings;

    internal HazardCalibratingTransformer(IHostEnvironment environment, HazardCalibratingSettings settings)
        : base(environment, nameof(HazardCalibratingTransformer), settings.Prognosis)
    {
        _settings = settings;
    }

    /// <summary>Kind of the fitted curves.</summary>
    public HazardCalibration Method => _settings.Method;

    // Layout in the model zip:
    // Settings.json: HazardCalibratingSettings
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) => ctx.SaveComponent(ModelSignature, LoaderSignature, _settings);

    private static HazardCalibratingTransformer Create(IHostEnvironment environment, ModelLoadContext ctx) =>
        new(environment, ctx.LoadSettings<HazardCalibratingSettings>(
            environment, ModelSignature, LoaderSignature, settings => settings.Check()));

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);

    /// <inheritdoc/>
    private protected override IPrognosisSource SourceFor(DataViewSchema schema)
    {
        var hazards = schema.Require(SurvivalColumns.Hazards, "hazard");
        if (hazards.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.Size != _settings.Curves.Length)
            throw SchemaMismatch.Of(hazards, "hazard", $"Vector<Single, {_settings.Curves.Length}>, as in calibration");
        return new Source(_settings, schema.Require(SurvivalColumns.Score, "score"), hazards);
    }

    private sealed class Source(HazardCalibratingSettings settings, DataViewSchema.Column score, DataViewSchema.Column hazards)
        : IPrognosisSource
    {
        public IEnumerable<DataViewSchema.Column> Columns => [score, hazards];

        public Func<PatientPrognosis> Bind(DataViewRow row)
        {
            var (scoreGetter, hazardsGetter) = (row.GetGetter<float>(score), row.GetGetter<VBuffer<float>>(hazards));
            var buffer = default(VBuffer<float>);
            return () =>
            {
                var risk = 0f;
                scoreGetter(ref risk);
                hazardsGetter(ref buffer);
                double[] calibrated = [.. buffer.DenseValues().Select((hazard, bin) => settings.Curves[bin].Apply(hazard))];
                return double.IsNaN(calibrated[0])
                    ? PatientPrognosis.Unknown(settings.Prognosis)
                    : PatientPrognosis.FromHazards(calibrated, risk, settings.Prognosis, []);
            };
        }
    }
}
