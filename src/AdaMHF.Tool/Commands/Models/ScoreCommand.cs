using System.CommandLine;
using AdaMHF.Benchmark;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The command <c>score</c>.</summary>
internal sealed class ScoreCommand
{
    private readonly Argument<FileInfo> _model = new("zip") { Description = "Model zip." };
    private readonly Option<FileInfo> _table = new("--table")
    {
        Description = "Table of the patients; outcomes may be absent.",
        Required = true,
    };

    private readonly Option<DirectoryInfo?> _bags = new("--bags")
    {
        Description = "Folder of their patch bags. Default: that of the training.",
    };

    private readonly Option<FileInfo> _output = new("--output") { Description = "CSV to write.", Required = true };
    private readonly Option<FileInfo?> _splits = new("--splits") { Description = "Split file: its held-out patients alone are scored." };
    private readonly Option<string?> _shard = new("--shard") { Description = "Part i/n of the patients, 0 <= i < n; 'merge' joins them." };
    private readonly Option<bool> _json = JsonOutput.Option();
    private readonly TableArguments _arguments = new();

    public static Command Create() => new ScoreCommand().ToCommand();

    private Command ToCommand()
    {
        var command = new Command("score", "Predicts the patients of a table with a model.")
        {
            _model, _table, _bags, _output, _splits, _shard, _json,
        };
        _arguments.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var ml = new MLContext();
        var shard = result.GetValue(_shard) is { } text ? Shard.Parse(text) : Shard.Whole;
        var output = result.GetRequiredValue(_output).ToString();
        var model = StoredModel.Load(ml, result.GetRequiredValue(_model).ToString(), result.GetValue(_bags), out var schema);
        var cohort = _arguments.Load(result, ml, result.GetRequiredValue(_table), options => options.ForScoring(schema));
        Messages.Say(cohort.Report.ToString());
        var patients = result.GetValue(_splits) is { } splits
            ? cohort.Split(_arguments.LoadSplit(result, splits.ToString())).TestSet
            : cohort.Data;
        var count = patients.GetRowCount() ?? throw new InvalidOperationException("The rows of a cohort are in memory.");
        var first = count * shard.Index / shard.Count;
        var end = count * (shard.Index + 1L) / shard.Count;
        if (end == first) throw new PlanException($"--shard {shard.Index}/{shard.Count} is empty: there are {count} patients.");
        // Rows are taken after the model: which patients a network computes together, and so the last bits, depends on their places in the
        // table. Rows that are skipped are not computed.
        IDataView Own(IDataView rows) => ml.Data.TakeRows(first == 0 ? rows : ml.Data.SkipRows(rows, first), end - first);
        var predictions = Prediction.Read(Own(patients), Own(model.Transform(patients)));
        PredictionCsv.Write(output, predictions);
        string[] without = [.. predictions.Where(one => float.IsNaN(one.Risk)).Select(one => one.Patient)];
        Problem[] problems =
        [
            .. ReportProblems.Of(cohort.Report),
            .. without.Select(one => new Problem(
                "warning", "No prediction: what the model reads is missing.", cohort.Source, Patient: one)),
        ];
        if (result.GetValue(_json)) JsonOutput.Write(new { Patients = predictions.Count, Output = output, Problems = problems });
        else Console.WriteLine($"{output}: {predictions.Count} patients, {without.Length} of them without a prediction.");
        (model as IDisposable)?.Dispose();
        return ExitCode.Done;
    }
}
