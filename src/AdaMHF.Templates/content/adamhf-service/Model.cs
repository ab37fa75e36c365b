using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdamhfService;

/// <summary>One loaded model, which any number of requests may share.</summary>
public sealed class Model : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly ITransformer _model;
    private readonly DataViewSchema? _schema;

    public Model(string zip, string? bags)
    {
        _model = _ml.Model.LoadSurvivalModel(zip, new() { BagFolder = bags }, out _schema);
        Trainer = _ml.Model.InspectSurvivalModel(zip).Trainer;
    }

    public string? Trainer { get; }

    /// <summary>Predictions of the patients of a table, in its order.</summary>
    public IReadOnlyList<Prognosis> Score(string table)
    {
        var patients = _ml.Data.LoadSurvivalCohort(table, new SurvivalCohortOptions().ForScoring(_schema)).Data;
        var scored = _model.Transform(patients);
        var risks = scored.GetColumn<float>("Score").ToArray();
        var medians = scored.GetColumn<float>("MedianMonths").ToArray();
        return [.. patients.GetColumn<string>("PatientId").Select((id, row) => new Prognosis(id, Known(risks[row]), Known(medians[row])))];
    }

    public void Dispose() => (_model as IDisposable)?.Dispose();

    // JSON has no NaN: null is "not known".
    private static float? Known(float value) => float.IsFinite(value) ? value : null;
}
