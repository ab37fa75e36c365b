using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="SurvivalCatalog.Evaluate(IDataView, SurvivalEvaluationOptions)"/>: columns, times and rules of the measures.
/// </summary>
public sealed record SurvivalEvaluationOptions : OutcomeColumns
{
    /// <summary>Risk, Single or Double, higher = earlier death expected; the score of any trainer serves. Default <c>Score</c>.</summary>
    public string ScoreColumnName { get; init; } = SurvivalColumns.Score;

    /// <summary>
    /// Predicted survival, a vector of Single whose slot names are months (the last may be <c>end</c>, see <see cref="CurveEnd"/>) or whose
    /// months are <see cref="CurveTimes"/>. Where the data have no such column, measures of predicted curves are left out.
    /// Default <c>SurvivalProbabilities</c>.
    /// </summary>
    public string SurvivalProbabilitiesColumnName { get; init; } = SurvivalColumns.SurvivalProbabilities;

    /// <summary>
    /// Months of the slots of <see cref="SurvivalProbabilitiesColumnName"/>, rising; null, the default, reads them from the slot names.
    /// </summary>
    public IReadOnlyList<double>? CurveTimes { get; init; }

    /// <summary>
    /// Months at which the last, open time bin ends, above its lower edge. Null, the default, takes the longest time of
    /// <see cref="TrainingData"/>, or of the evaluated data.
    /// </summary>
    public double? CurveEnd { get; init; }

    /// <summary>
    /// Patients from whom the censoring distribution is estimated, as scikit-survival does; they need time and event. Null, the default,
    /// takes the evaluated patients, as R does.
    /// </summary>
    public IDataView? TrainingData { get; init; }

    /// <summary>Latest event time that counts in Uno's concordance, in months; report it when you set it. Default infinity.</summary>
    public double Truncation { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Months at which AUC and Brier score are computed, rising, within the follow-up. Null, the default, takes the deciles of the observed
    /// times of death.
    /// </summary>
    public IReadOnlyList<double>? EvaluationTimes { get; init; }

    /// <summary>
    /// Months at which predicted and observed survival are compared. Null, the default, takes the middle one of the evaluation times.
    /// </summary>
    public double? CalibrationHorizon { get; init; }

    /// <summary>Number of groups of rising prediction in which calibration is computed, at least 1. Default 5.</summary>
    public int CalibrationGroups { get; init; } = 5;

    /// <summary>
    /// Risk from which a patient is in the high-risk group of <see cref="SurvivalMetrics.RestrictedMeanDifference"/>. Null, the default,
    /// takes the median risk of <see cref="TrainingData"/> where it is scored, else the median of the evaluated patients.
    /// </summary>
    public double? RiskCut { get; init; }

    /// <summary>
    /// Months up to which mean survival is compared between risk groups. Null, the default, takes the last evaluation time.
    /// </summary>
    public double? RestrictedMeanHorizon { get; init; }

    /// <summary>
    /// How patients are resampled for <see cref="SurvivalMetrics.Bootstrap"/>; null, the default, for no resampling. Its clusters are those
    /// of <see cref="ClusterColumnName"/>.
    /// </summary>
    public BootstrapOptions? Bootstrap { get; init; }

    /// <summary>
    /// Column of text, key, Boolean or number whose patients are resampled together, the hospital, say. Null, the default, for none.
    /// </summary>
    public string? ClusterColumnName { get; init; }

    /// <summary>
    /// Column of text, key, Boolean or number: every measure is given for each of its values, too, see
    /// <see cref="SurvivalMetrics.Subgroups"/>. Null, the default, for none.
    /// </summary>
    public string? SubgroupColumnName { get; init; }

    /// <summary>Rules of Harrell's and Uno's concordance: ties and confidence level. Default scikit-survival's.</summary>
    public ConcordanceOptions Concordance { get; init; } = ConcordanceOptions.ScikitSurvival;
}
