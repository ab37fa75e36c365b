using System.CommandLine;
using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>The command <c>benchmark report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var results = new Argument<DirectoryInfo>("results") { Description = "Folder that run wrote." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "Where the report goes. Default: report/ in the results." };
        var omit = new Option<bool>("--omit-timings")
        {
            Description = "Leaves out durations and memory, the only things that two runs of a plan may differ in.",
        };
        var json = JsonOutput.Option();
        var command = new Command(
            "report", "Tables and charts of results: report.html, report.md, report.csv, adaptation.csv.") { results, output, omit, json };
        command.SetAction(result =>
        {
            var folder = ResultFolder.Open(result.GetRequiredValue(results).FullName);
            var report = BenchmarkReport.Read(folder, withTimings: !result.GetValue(omit));
            var files = report.Write(result.GetValue(output)?.FullName ?? Path.Combine(folder.Root, "report"));
            if (result.GetValue(json))
                JsonOutput.Write(new { report.Units, report.AbsentUnits, Files = files, report.Rows, Problems = Array.Empty<Problem>() });
            else
                Console.WriteLine($"{report.Summary} Report: {files[0]}");
            return ExitCode.Done;
        });
        return command;
    }
}
