using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>Evaluates predicted risk, and predicted survival where the data have it, against the outcomes.</summary>
    /// <param name="data">
    /// Scored patients, also a <see cref="Microsoft.Data.Analysis.DataFrame"/>; any column of Single or Double serves as risk, from any
    /// trainer.
    /// </param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="scoreColumnName">Risk, higher = earlier death expected.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <returns>
    /// The measures. Patients without an outcome or without a prediction are in none of them; <see cref="SurvivalMetrics.LeftOut"/> names
    /// them, and the log warns.
    /// </returns>
    /// <exception cref="SurvivalDataException">A patient has several rows, or no patient can be evaluated.</exception>
    public SurvivalMetrics Evaluate(
        IDataView data,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        string scoreColumnName = SurvivalColumns.Score) =>
        Evaluate(data, new SurvivalEvaluationOptions
        {
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            ScoreColumnName = scoreColumnName,
        });

    /// <summary>Evaluates predicted risk, and predicted survival where the data have it, against the outcomes.</summary>
    /// <param name="data">Scored patients, also a <see cref="Microsoft.Data.Analysis.DataFrame"/>.</param>
    /// <param name="options">Columns, times, censoring sample and rules.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <returns>
    /// The measures. Patients without an outcome (a time that is NaN, negative or infinite, a null) or without a prediction (a risk or a
    /// survival probability that is NaN) are in none of them; <see cref="SurvivalMetrics.LeftOut"/> names them, and the log warns.
    /// </returns>
    /// <exception cref="SurvivalDataException">A patient has several rows, or no patient can be evaluated.</exception>
    public SurvivalMetrics Evaluate(IDataView data, SurvivalEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return Measure(CacheOutcomes(data, options), options);
    }

    /// <summary>Evaluates data that are in memory already.</summary>
    private SurvivalMetrics Measure(IDataView cached, SurvivalEvaluationOptions options)
    {
        var metrics = SurvivalMeasures.Compute(EvaluationSample.Read(_context, cached, options), options);
        using var channel = ((IHostEnvironment)_context).Start(nameof(Evaluate));
        EvaluatedPatients.Warn(channel, metrics.LeftOut, metrics.Patients);
        if (metrics.UndefinedReason is { } reason)
            channel.Warning($"The concordance of column '{options.ScoreColumnName}' is undefined: {reason}");
        return metrics;
    }

    /// <summary>
    /// Compares two risks of the same patients by Harrell's concordance, with the paired standard error of their difference.
    /// </summary>
    /// <param name="data">Patients with both risks.</param>
    /// <param name="firstScoreColumnName">First risk, Single or Double. A patient without both risks is left out, with a warning.</param>
    /// <param name="secondScoreColumnName">Second risk, Single or Double.</param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    public ConcordanceComparison Compare(
        IDataView data,
        string firstScoreColumnName,
        string secondScoreColumnName,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event)
    {
        var patients = Scored(data, timeColumnName, eventColumnName, firstScoreColumnName, secondScoreColumnName);
        return Concordance.Compare(patients.Outcomes.Time, patients.Outcomes.Event, patients.Risks[0], patients.Risks[1]);
    }

    /// <summary>Kaplan-Meier curves of all patients, or of each group.</summary>
    /// <param name="data">Patients, scored or not.</param>
    /// <param name="groupColumnName">Text, key, Boolean or number; null, the default, for one curve of all.</param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <returns>One group per value, by rising value.</returns>
    /// <exception cref="SurvivalDataException">A time is not allowed, or a group value is missing; the message names the row.</exception>
    public IReadOnlyList<SurvivalGroup> KaplanMeier(
        IDataView data,
        string? groupColumnName = null,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event)
    {
        ArgumentNullException.ThrowIfNull(data);
        var outcomes = SurvivalOutcomes.Read(data, timeColumnName, eventColumnName);
        var groups = groupColumnName is null
            ? PatientGroups.All(outcomes.Time.Length)
            : PatientGroups.ByColumn(_context, data, groupColumnName);
        return groups.Curves(outcomes);
    }

    /// <summary>Kaplan-Meier curves of the patients below and at or above the median risk.</summary>
    /// <param name="data">Scored patients.</param>
    /// <param name="scoreColumnName">Risk, Single or Double.</param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <returns>Low risk, high risk; one group when all risks are equal.</returns>
    public IReadOnlyList<SurvivalGroup> KaplanMeierByMedianRisk(
        IDataView data,
        string scoreColumnName = SurvivalColumns.Score,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event)
    {
        var patients = Scored(data, timeColumnName, eventColumnName, scoreColumnName);
        return PatientGroups.ByMedian(patients.Risks[0]).Curves(patients.Outcomes);
    }

    /// <summary>Log-rank test of whether the groups of a column have the same hazard.</summary>
    /// <param name="data">Patients.</param>
    /// <param name="groupColumnName">Text, key, Boolean or number, with at least two values.</param>
    /// <param name="stratumColumnName">
    /// Column within whose values patients are compared, the hospital, say. Null, the default, for none.
    /// </param>
    /// <param name="weighting">Weight of each time of death; equal weights when null.</param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <exception cref="SurvivalDataException">There is only one group, or a value is missing; the message names the row.</exception>
    public SurvivalGroupTest LogRank(
        IDataView data,
        string groupColumnName,
        string? stratumColumnName = null,
        LogRankWeighting? weighting = null,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event)
    {
        ArgumentNullException.ThrowIfNull(data);
        return PatientGroups.ByColumn(_context, data, groupColumnName)
            .LogRank(SurvivalOutcomes.Read(data, timeColumnName, eventColumnName), weighting, Strata(data, stratumColumnName));
    }

    /// <summary>Log-rank test between the patients below and at or above the median risk.</summary>
    /// <param name="data">Scored patients.</param>
    /// <param name="scoreColumnName">Risk, Single or Double.</param>
    /// <param name="stratumColumnName">Column within whose values patients are compared. Null, the default, for none.</param>
    /// <param name="weighting">Weight of each time of death; equal weights when null.</param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <exception cref="SurvivalDataException">All risks are equal, so that there is one group.</exception>
    public SurvivalGroupTest LogRankByMedianRisk(
        IDataView data,
        string scoreColumnName = SurvivalColumns.Score,
        string? stratumColumnName = null,
        LogRankWeighting? weighting = null,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event)
    {
        var patients = Scored(data, timeColumnName, eventColumnName, scoreColumnName);
        var strata = Strata(data, stratumColumnName)?.Only(patients.Rows);
        return PatientGroups.ByMedian(patients.Risks[0]).LogRank(patients.Outcomes, weighting, strata);
    }

    /// <summary>The patients with an outcome and these risks; the log warns of the others.</summary>
    private EvaluatedPatients Scored(IDataView data, string timeColumnName, string eventColumnName, params string[] scoreColumnNames)
    {
        ArgumentNullException.ThrowIfNull(data);
        var columns = new SurvivalEvaluationOptions { TimeColumnName = timeColumnName, EventColumnName = eventColumnName };
        var patients = EvaluatedPatients.Read(data, columns, scoreColumnNames).RequireSome();
        using var channel = ((IHostEnvironment)_context).Start(nameof(Evaluate));
        EvaluatedPatients.Warn(channel, patients.LeftOut, patients.Rows.Length);
        return patients;
    }

    /// <summary>Caches the columns that an evaluation reads, so that a network scores each patient once and not once per column.</summary>
    private IDataView CacheOutcomes(IDataView data, SurvivalEvaluationOptions options)
    {
        // A data frame is in memory already, and its nulls can be told from values only as long as it is not wrapped.
        if (data is Microsoft.Data.Analysis.DataFrame) return data;
        string[] wanted =
        [
            options.TimeColumnName,
            options.EventColumnName,
            options.ScoreColumnName,
            options.SurvivalProbabilitiesColumnName,
            options.PatientColumnName,
            options.EntryColumnName,
            .. options.ClusterColumnName is { } cluster ? [cluster] : Array.Empty<string>(),
            .. options.SubgroupColumnName is { } subgroup ? [subgroup] : Array.Empty<string>(),
        ];
        return _context.Data.Cache(data, [.. wanted.Distinct().Where(name => data.Schema.GetColumnOrNull(name) is not null)]);
    }

    private PatientGroups? Strata(IDataView data, string? columnName) =>
        columnName is null ? null : PatientGroups.ByColumn(_context, data, columnName);
}
