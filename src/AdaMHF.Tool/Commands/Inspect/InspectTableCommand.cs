using System.CommandLine;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The command <c>inspect table</c>.</summary>
internal static class InspectTableCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Cohort table, plain or gzip." };
        var json = JsonOutput.Option();
        var arguments = new TableArguments();
        var command = new Command("table", "Reads a cohort table and says what is in it, what was assumed, and what is wrong.")
        {
            file, json,
        };
        arguments.AddTo(command);
        command.SetAction(result =>
        {
            var report = arguments.Load(result, new MLContext(), result.GetRequiredValue(file)).Report;
            if (result.GetValue(json)) JsonOutput.Write(Document(report));
            else Console.WriteLine(report);
            return ExitCode.Done;
        });
        return command;
    }

    private static object Document(CohortReport report) => new
    {
        report.Rows,
        report.Patients,
        report.Events,
        report.Slides,
        report.Genes,
        Clinical = report.Clinical.Select(column => column.Name),
        report.LeftOut,
        report.LongestMonths,
        report.MedianFollowUpMonths,
        report.Encoding,
        Delimiter = report.Delimiter.ToString(),
        report.Assumptions,
        Problems = ReportProblems.Of(report),
    };
}
