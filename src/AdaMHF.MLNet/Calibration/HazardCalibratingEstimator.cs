using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Calibrates the hazards of a survival model, bin by bin, on patients that the model was not trained on. Created by
/// <c>mlContext.Survival.Calibrators</c>. Hazards determine curves, expected and median times; the score, and with it the order of the
/// patients, stays.
/// </summary>
public sealed class HazardCalibratingEstimator : IEstimator<HazardCalibratingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly HazardCalibration _method;
    private readonly string _timeColumnName;
    private readonly string _eventColumnName;

    internal HazardCalibratingEstimator(
        IHostEnvironment environment, HazardCalibration method, string timeColumnName, string eventColumnName)
    {
        _environment = environment;
        _method = method;
        _timeColumnName = timeColumnName;
        _eventColumnName = eventColumnName;
    }

    /// <summary>Fits one rising curve per time bin.</summary>
    /// <param name="input">
    /// Scored patients that the model was not trained on: a part held out from the training rows, never the patients that the model is
    /// evaluated on. Patients without a prognosis are skipped.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">A time is not allowed, or nobody died.</exception>
    public HazardCalibratingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var settings = TimeBinAnnotation.SettingsOf(input.Schema);
        var cached = new MLContext().Data.Cache(input, SurvivalColumns.Hazards, _timeColumnName, _eventColumnName);
        var outcomes = SurvivalOutcomes.Read(cached, _timeColumnName, _eventColumnName);
        float[][] hazards = [.. cached.GetColumn<float[]>(SurvivalColumns.Hazards)];
        int[] known = [.. Enumerable.Range(0, hazards.Length).Where(i => Array.TrueForAll(hazards[i], float.IsFinite))];
        var (time, died) = (Array.ConvertAll(known, i => outcomes.Time[i]), Array.ConvertAll(known, i => outcomes.Event[i]));
        if (!died.Any(death => death))
        {
            throw new SurvivalDataException(
                $"None of the {known.Length} patients with a prognosis died: hazards cannot be calibrated. Hold more patients back.");
        }
        var curves = CalibrationCurves.Fit(_method, settings, new(time, died), Array.ConvertAll(known, i => hazards[i]));
        return new HazardCalibratingTransformer(_environment, new(settings, curves, _method));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SurvivalOutcomes.Require(inputSchema, _timeColumnName, _eventColumnName);
        var hazards = inputSchema.Require(SurvivalColumns.Hazards, "hazard");
        if (hazards.Kind != SchemaShape.Column.VectorKind.Vector || hazards.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(hazards, "hazard", "a vector of Single of known size");
        if (!hazards.Annotations.TryFindColumn(TimeBinAnnotation.Edges, out _))
        {
            throw new ArgumentOutOfRangeException(
                nameof(inputSchema),
                $"Column '{SurvivalColumns.Hazards}' has no annotation of its time bins: calibrate data that a model of "
                + "mlContext.Survival.Trainers has scored.");
        }
        var reportsMonths = inputSchema.TryFindColumn(SurvivalColumns.SurvivalAt, out _);
        return inputSchema.With(SurvivalOutputColumns.Promise(reportsMonths, reportsModalities: false));
    }
}
