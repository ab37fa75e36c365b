using System.CommandLine;
using Benchmark.Report;
using Benchmark.Report.Html;
using Benchmark.Report.Tables;
using Benchmark.Results;

namespace Benchmark.Commands;

/// <summary>The <c>report</c> command.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var results = new Argument<DirectoryInfo>("results") { Description = "Folder that run wrote." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "Where the report goes. Default: report/ in the results." };
        var omit = new Option<bool>("--omit-timings") { Description = "Leaves out durations and memory, the only things that two runs of a plan may differ in." };
        var command = new Command("report", "Tables and charts from the result files: report.html, report.md, report.csv. Every number is computed again from the predictions.") { results, output, omit };
        command.SetAction(result =>
        {
            var folder = ResultFolder.Open(result.GetRequiredValue(results).FullName);
            var target = result.GetValue(output)?.FullName ?? Path.Combine(folder.Root, "report");
            Console.WriteLine(Write(folder, target, withTimings: !result.GetValue(omit)));
            return 0;
        });
        return command;
    }

    /// <summary>Writes the three files and says what they stand on.</summary>
    public static string Write(ResultFolder folder, string target, bool withTimings)
    {
        var data = ReportData.Read(folder, withTimings);
        ReportTable[] tables = [CompleteTable.Of(data), MissingTable.Of(data), GeneGroupTable.Of(data), AblationTable.Of(data), CostTable.OfParts(), CostTable.OfSystems(data), UnitTable.Of(data)];
        tables = [.. tables.Where(table => table.Lines.Count > 0 && (table.Id != "table-3" || table.Lines.Count > 1))];
        var summary = Numbers.Text(
            $"{data.Units.Count} of {data.Units.Count + data.Absent.Count} units, {data.Plan.Cohorts.Count} cohorts, {data.Plan.Folds.Count} folds, {data.Plan.Seeds.Count} seeds. All numbers are of held-out patients and computed from the per-patient predictions.");
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "report.html"), HtmlReport.Text("Survival benchmark", summary, tables, ChartSection.All(data)));
        File.WriteAllText(Path.Combine(target, "report.md"), MarkdownReport.Text("Survival benchmark", tables));
        File.WriteAllText(Path.Combine(target, "report.csv"), CsvReport.Text(data.Rows));
        return $"{summary} Report: {Path.Combine(target, "report.html")}";
    }
}
