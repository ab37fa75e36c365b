using System.Globalization;
using AdaMHF.Benchmark;
using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Tool;

/// <summary>Predictions with outcomes that were read from a file; patients without a risk are left out.</summary>
internal sealed class PredictedCohort
{
    private PredictedCohort(IDataView data, SurvivalEvaluationOptions options, Problem[] problems) =>
        (Data, Options, Problems) = (data, options, problems);

    public IDataView Data { get; }

    public SurvivalEvaluationOptions Options { get; }

    public Problem[] Problems { get; }

    /// <exception cref="CohortFileException">The file is absent, or lacks a column.</exception>
    public static PredictedCohort Read(MLContext ml, string path, params string?[] labels)
    {
        string[] wanted = [.. labels.OfType<string>().Distinct(StringComparer.Ordinal)];
        var cohort = ml.Data.LoadSurvivalCohort(path, new()
        {
            CaseIdColumnName = PredictionCsv.Patient,
            SlideIdColumnName = null,
            TimeColumnName = PredictionCsv.Time,
            EventColumnName = PredictionCsv.Event,
            MissingOutcomes = MissingOutcomes.LeaveOut,
            TextColumnNames = wanted,
        });
        var columns = cohort.Report.Clinical.Select(column => column.Name).ToArray();
        if (!cohort.Report.Clinical.Any(column => column is { Name: PredictionCsv.Risk, IsNumber: true }))
        {
            throw new CohortFileException(
                $"'{path}' has no column '{PredictionCsv.Risk}' of numbers. It has {string.Join(", ", columns)}.");
        }
        if (wanted.FirstOrDefault(name => !columns.Contains(name)) is { } absent)
            throw new PlanException($"'{path}' has no column '{absent}' (--by, --cluster). It has {string.Join(", ", columns)}.");
        var known = ml.Data.FilterRowsByMissingValues(cohort.Data, PredictionCsv.Risk);
        var without = cohort.PatientCount - known.GetColumn<float>(PredictionCsv.Risk).Count();
        Problem[] problems =
        [
            .. cohort.Report.LeftOut.Select(one => new Problem("warning", $"Left out, {one.Reason}.", path, Patient: one.Patient)),
            .. without > 0
                ? [new Problem("warning", $"{without} patients without a risk are left out.", path)]
                : Array.Empty<Problem>(),
        ];
        var options = new SurvivalEvaluationOptions { ScoreColumnName = PredictionCsv.Risk };
        var curve = Curve(columns);
        if (curve.Length == 0) return new(known, options, problems);
        var joined = ml.Transforms.Concatenate(options.SurvivalProbabilitiesColumnName, [.. curve.Select(point => point.Name)]);
        return new(joined.Fit(known).Transform(known), options with { CurveTimes = [.. curve.Select(point => point.Months)] }, problems);
    }

    /// <summary>The difference in concordance on the patients of both.</summary>
    /// <exception cref="CohortFileException">There are none.</exception>
    public (ConcordanceComparison Analytic, BootstrapResult? Resampled) Compare(
        MLContext ml, PredictedCohort other, SurvivalEvaluationOptions options)
    {
        var risks = other.Data.GetColumn<string>(SurvivalColumns.PatientId)
            .Zip(other.Data.GetColumn<float>(PredictionCsv.Risk)).ToDictionary(StringComparer.Ordinal);
        var times = Data.GetColumn<float>(SurvivalColumns.Time).ToArray();
        var events = Data.GetColumn<bool>(SurvivalColumns.Event).ToArray();
        var own = Data.GetColumn<float>(PredictionCsv.Risk).ToArray();
        var clusters = options.ClusterColumnName is { } column ? Data.GetColumn<string>(column).ToArray() : new string[own.Length];
        Pair[] pairs =
        [
            .. Data.GetColumn<string>(SurvivalColumns.PatientId)
                .Select((id, row) => new Pair(id, times[row], events[row], own[row], risks.GetValueOrDefault(id, float.NaN), clusters[row]))
                .Where(pair => !float.IsNaN(pair.Other)),
        ];
        if (pairs.Length == 0) throw new CohortFileException("No patient has predictions in both files.");
        var both = ml.Data.LoadFromEnumerable(pairs);
        return (
            ml.Survival.Compare(both, nameof(Pair.Own), nameof(Pair.Other)),
            options.Bootstrap is null ? null : ml.Survival.CompareByBootstrap(both, nameof(Pair.Own), nameof(Pair.Other), options with
            {
                ClusterColumnName = options.ClusterColumnName is null ? null : nameof(Pair.Cluster),
            }));
    }

    private static (string Name, double Months)[] Curve(string[] columns) =>
    [
        .. columns
            .Where(name => name.StartsWith(PredictionCsv.SurvivalAt, StringComparison.Ordinal))
            .Select(name => (Name: name, Months: Months(name[PredictionCsv.SurvivalAt.Length..])))
            .Where(point => point.Months > 0)
            .OrderBy(point => point.Months),
    ];

    private static double Months(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var months) ? months : double.NaN;

    private sealed record Pair(string PatientId, float Time, bool Event, float Own, float Other, string? Cluster);
}
