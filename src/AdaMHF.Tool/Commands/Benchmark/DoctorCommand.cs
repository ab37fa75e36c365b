using System.CommandLine;
using AdaMHF.Benchmark;
using Spectre.Console;

namespace AdaMHF.Tool;

/// <summary>The command <c>benchmark doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var table = new Option<FileInfo?>("--table") { Description = "Table of one cohort, in place of a plan." };
        var signatures = new Option<FileInfo?>("--signatures") { Description = "Gene groups of that cohort." };
        var splits = new Option<DirectoryInfo?>("--splits") { Description = "Folder of split files." };
        var bags = new Option<DirectoryInfo?>("--bags") { Description = "Folder of patch bags." };
        var quick = new Option<bool>("--headers-only") { Description = "Reads the headers of the bags and not their features." };
        var json = JsonOutput.Option();
        var plan = new PlanOptions();
        var command = new Command("doctor", "Checks data and machine before anything is trained: PASS, WARN or FAIL, and what to do.")
        {
            table, signatures, splits, bags, quick, json,
        };
        plan.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(() =>
        {
            var readsFeatures = !result.GetValue(quick);
            List<Examined> examined = [new("This machine", CohortDoctor.ExamineMachine())];
            if (result.GetValue(table) is { } file)
            {
                var groups = result.GetValue(signatures)
                    ?? throw new PlanException("--table needs --signatures, the CSV or GMT file of the gene groups.");
                CohortFiles files = new(file.FullName, groups.FullName, result.GetValue(splits)?.FullName, result.GetValue(bags)?.FullName);
                examined.Add(new(file.Name, CohortDoctor.Examine(files, readsFeatures)));
            }
            else
            {
                examined.AddRange(Examine(plan.Read(result), readsFeatures, cancellation));
            }
            Print(examined, result.GetValue(json));
            return examined.Any(one => one.Findings.Any(finding => finding.Status == CheckStatus.Fail)) ? ExitCode.WrongData
                : ExitCode.Done;
        }));
        return command;
    }

    private static List<Examined> Examine(BenchmarkPlan plan, bool readsFeatures, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-doctor-");
        try
        {
            var patches = plan.Settings.GetValueOrDefault("*")?.PatchesPerPatient;
            return
            [
                .. plan.Cohorts.Select(cohort => new Examined(
                    cohort.Name, CohortDoctor.Examine(CohortFiles.Of(cohort, folder.FullName, cancellation), readsFeatures, patches))),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(List<Examined> examined, bool json)
    {
        var all = examined.SelectMany(one => one.Findings).ToLookup(finding => finding.Status);
        var (passed, warnings, failed) = (all[CheckStatus.Pass].Count(), all[CheckStatus.Warn].Count(), all[CheckStatus.Fail].Count());
        if (json)
        {
            var problems = all[CheckStatus.Fail].Concat(all[CheckStatus.Warn]).Select(finding =>
                new Problem(finding.Status == CheckStatus.Fail ? "error" : "warning", $"{finding.Check}: {finding.Detail}. {finding.Fix}"));
            JsonOutput.Write(new { Examined = examined, Passed = passed, Warnings = warnings, Failed = failed, Problems = problems });
            return;
        }
        foreach (var (name, findings) in examined)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{name}[/]");
            foreach (var finding in findings) Print(finding);
        }
        Console.WriteLine($"{passed} passed, {warnings} warnings, {failed} failed.");
    }

    private static void Print(Finding finding)
    {
        var color = finding.Status switch { CheckStatus.Pass => "green", CheckStatus.Warn => "yellow", _ => "red" };
        AnsiConsole.Markup($"  [{color}]{finding.Status.ToString().ToUpperInvariant()}[/] ");
        Console.WriteLine($"{finding.Check}: {finding.Detail}");
        if (finding.Fix.Length > 0) Console.WriteLine($"       {finding.Fix}");
    }

    private sealed record Examined(string Name, IReadOnlyList<Finding> Findings);
}
