using System.CommandLine;
using System.Globalization;
using AdaMHF.Benchmark;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The command <c>evaluate</c>.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<FileInfo> _file = new("csv")
    {
        Description = "Predictions with outcomes: patient_id, risk, time_months, event.",
    };

    private readonly Option<FileInfo?> _compare = new("--compare") { Description = "Other predictions of the same patients." };
    private readonly Option<double[]> _at = new("--at")
    {
        Description = "Months at which AUC, Brier score and calibration are computed. Default: deciles of the deaths.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _by = new("--by") { Description = "Column by whose values the measures are given, too." };
    private readonly Option<int?> _bootstrap = new("--bootstrap")
    {
        Description = "Resamples for intervals of every measure, such as 1000. Default: none.",
    };

    private readonly Option<string?> _cluster = new("--cluster")
    {
        Description = "Column whose patients are resampled together, the hospital, say; needs --bootstrap.",
    };

    private readonly Option<bool> _json = JsonOutput.Option();

    public static Command Create() => new EvaluateCommand().ToCommand();

    private Command ToCommand()
    {
        var command = new Command("evaluate", "Every measure of predictions with outcomes, whoever made them.")
        {
            _file, _compare, _at, _by, _bootstrap, _cluster, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var ml = new MLContext();
        var (by, cluster) = (result.GetValue(_by), result.GetValue(_cluster));
        var resamples = result.GetValue(_bootstrap);
        if (cluster is not null && resamples is null) throw new PlanException("--cluster needs --bootstrap: it says what is resampled.");
        var predictions = PredictedCohort.Read(ml, result.GetRequiredValue(_file).ToString(), by, cluster);
        var at = result.GetValue(_at) is { Length: > 0 } months ? months.Order().ToArray() : null;
        var options = predictions.Options with
        {
            EvaluationTimes = at,
            CalibrationHorizon = at?[^1],
            SubgroupColumnName = by,
            ClusterColumnName = cluster,
            Bootstrap = resamples is { } number ? new() { Resamples = number } : null,
        };
        var metrics = ml.Survival.Evaluate(predictions.Data, options);
        var (other, resampled) = result.GetValue(_compare) is { } file
            ? predictions.Compare(ml, PredictedCohort.Read(ml, file.ToString()), options)
            : (null, null);
        if (result.GetValue(_json))
        {
            var document = MetricsDocument.Of(metrics);
            if (by is not null)
                document["groups"] = metrics.Subgroups.Select(group => new { group.Value, Measures = MetricsDocument.Of(group.Metrics) });
            if (metrics.SubgroupTest is { } test) document["groupTest"] = MetricsDocument.Test(test);
            if (other is not null)
            {
                document["comparison"] = new
                {
                    other.Difference,
                    Lower = other.LowerBound,
                    Upper = other.UpperBound,
                    other.PValue,
                    Reason = other.UndefinedReason,
                    Bootstrap = resampled is null ? null : MetricsDocument.Interval(resampled),
                };
            }
            document["problems"] = predictions.Problems;
            JsonOutput.Write(document);
            return ExitCode.Done;
        }
        foreach (var line in MetricsText.Lines(metrics, by)) Console.WriteLine(line);
        if (other is not null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Difference to the other: {other.Difference:F3} [{other.LowerBound:F3}, {other.UpperBound:F3}], p {other.PValue:G2}"));
        }
        if (resampled is not null) Console.WriteLine($"  resampled: {MetricsText.Interval(resampled)}");
        foreach (var problem in predictions.Problems) Console.Error.WriteLine($"{problem.Severity}: {problem.Message}");
        return ExitCode.Done;
    }
}
