using System.CommandLine;
using System.Globalization;
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
    private readonly Option<bool> _json = JsonOutput.Option();

    public static Command Create() => new EvaluateCommand().ToCommand();

    private Command ToCommand()
    {
        var command = new Command("evaluate", "Every measure of predictions with outcomes, whoever made them.")
        {
            _file, _compare, _at, _by, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var ml = new MLContext();
        var by = result.GetValue(_by);
        var predictions = PredictedCohort.Read(ml, result.GetRequiredValue(_file).ToString(), by);
        var at = result.GetValue(_at) is { Length: > 0 } months ? months.Order().ToArray() : null;
        SurvivalMetrics Measure(IDataView data) => ml.Survival.Evaluate(data, predictions.Options with
        {
            EvaluationTimes = at,
            CalibrationHorizon = at?[^1],
        });
        var metrics = Measure(predictions.Data);
        var groups = by is null ? [] : predictions.Groups(ml, by).Select(group => (group.Value, Metrics: Measure(group.Data))).ToArray();
        var other = result.GetValue(_compare) is { } file ? predictions.Compare(ml, PredictedCohort.Read(ml, file.ToString(), null)) : null;
        if (result.GetValue(_json))
        {
            var document = MetricsDocument.Of(metrics);
            if (by is not null)
                document["groups"] = groups.Select(group => new { group.Value, Measures = MetricsDocument.Of(group.Metrics) });
            if (other is not null)
            {
                document["comparison"] = new
                {
                    other.Difference,
                    Lower = other.LowerBound,
                    Upper = other.UpperBound,
                    other.PValue,
                    Reason = other.UndefinedReason,
                };
            }
            document["problems"] = predictions.Problems;
            JsonOutput.Write(document);
            return ExitCode.Done;
        }
        Console.WriteLine(metrics);
        foreach (var (value, part) in groups) Console.WriteLine($"  {by} {value}: {part}");
        if (other is not null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Difference to the other: {other.Difference:F3} [{other.LowerBound:F3}, {other.UpperBound:F3}], p {other.PValue:G2}"));
        }
        foreach (var problem in predictions.Problems) Console.Error.WriteLine($"{problem.Severity}: {problem.Message}");
        return ExitCode.Done;
    }
}
