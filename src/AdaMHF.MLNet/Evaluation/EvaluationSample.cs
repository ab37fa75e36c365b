using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Everything that the measures of a set of scored patients are computed from.</summary>
/// <param name="Outcomes">Times and events.</param>
/// <param name="Risk">Risk of each patient.</param>
/// <param name="Curves">Predicted survival; null where there are no curves.</param>
/// <param name="WhyNoCurves">Why; null where there are curves.</param>
/// <param name="Censoring">Censoring distribution of the training patients; null for that of the patients.</param>
/// <param name="Times">Evaluation times, rising.</param>
/// <param name="Horizon">Months at which calibration is computed; NaN without evaluation times.</param>
/// <param name="Cut">Risk that divides low from high.</param>
/// <param name="LeftOut">Patients who are in no measure.</param>
internal sealed record EvaluationSample(
    SurvivalOutcomes Outcomes,
    double[] Risk,
    SurvivalPredictions? Curves,
    string? WhyNoCurves,
    CensoringDistribution? Censoring,
    double[] Times,
    double Horizon,
    RiskCutPoint Cut,
    IReadOnlyList<LeftOutPatient> LeftOut)
{
    /// <summary>Subgroups of the patients; null where none are asked for.</summary>
    public PatientGroups? Subgroups { get; init; }

    /// <summary>Clusters that are resampled whole; null where every patient is his own.</summary>
    public int[]? Clusters { get; init; }

    public bool HasEntries => Outcomes.Entry.Length > 0;

    /// <summary>Predicted survival at the horizon.</summary>
    public double[] SurvivalAtHorizon() => [.. Risk.Select((_, patient) => Curves!.At(patient, Horizon))];

    /// <summary>Predicted survival of each patient at his own time.</summary>
    public double[] SurvivalAtOwnTime() => [.. Outcomes.Time.Select((months, patient) => Curves!.At(patient, months))];

    /// <summary>Some of the patients, such as a resample, with the same times and cut.</summary>
    public EvaluationSample Of(int[] patients) => this with
    {
        Outcomes = new(Array.ConvertAll(patients, i => Outcomes.Time[i]), Array.ConvertAll(patients, i => Outcomes.Event[i]))
        {
            Entry = HasEntries ? Array.ConvertAll(patients, i => Outcomes.Entry[i]) : [],
        },
        Risk = Array.ConvertAll(patients, i => Risk[i]),
        Curves = Curves?.Of(patients),
        LeftOut = [],
        Subgroups = null,
        Clusters = null,
    };

    /// <summary>A subgroup, with those of the evaluation times that lie within its follow-up.</summary>
    public EvaluationSample Subgroup(int[] patients)
    {
        var group = Of(patients);
        var (first, last) = (group.Outcomes.Time.Min(), group.Outcomes.Time.Max());
        return group with { Times = [.. Times.Where(months => months >= first && months < last)] };
    }

    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">A patient has several rows, or no patient can be evaluated.</exception>
    public static EvaluationSample Read(MLContext context, IDataView data, SurvivalEvaluationOptions options)
    {
        var patients = EvaluatedPatients.Read(data, options, options.ScoreColumnName).RequireSome();
        var training = options.TrainingData is null ? null : EvaluatedPatients.Read(options.TrainingData, options).RequireSome().Outcomes;
        var curves = PredictedCurves.Read(data, options, ref patients, training, out var whyNoCurves);
        var outcomes = patients.Outcomes;
        if (outcomes.Entry.Length > 0) (curves, whyNoCurves) = (null, whyNoCurves ?? SurvivalOutcomes.NoEntries);
        double[] times = outcomes.Entry.Length > 0
            ? []
            : options.EvaluationTimes is { } given ? [.. given] : EvaluationTimes.EventDeciles(outcomes.Time, outcomes.Event);
        var rows = patients.Rows;
        return new(
            outcomes,
            patients.Risks[0],
            curves,
            whyNoCurves,
            training is null ? null : CensoringDistribution.Fit(training.Time, training.Event),
            times,
            options.CalibrationHorizon ?? (times.Length > 0 ? times[times.Length / 2] : double.NaN),
            RiskCutPoint.Of(options, patients.Risks[0]),
            patients.LeftOut)
        {
            Subgroups = Groups(options.SubgroupColumnName),
            Clusters = Groups(options.ClusterColumnName)?.Of,
        };

        PatientGroups? Groups(string? columnName) =>
            columnName is null ? null : PatientGroups.ByColumn(context, data, columnName).Only(rows);
    }
}
