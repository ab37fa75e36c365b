using System.CommandLine;
using Benchmark.Doctor;
using Benchmark.Doctor.Checks;
using Benchmark.Run;
using Spectre.Console;

namespace Benchmark.Commands;

/// <summary>The <c>doctor</c> command.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var table = new Option<FileInfo?>("--table") { Description = "Table of one cohort, in place of a plan." };
        var signatures = new Option<FileInfo?>("--signatures") { Description = "Gene groups of that cohort." };
        var splits = new Option<DirectoryInfo?>("--splits") { Description = "Folder of split files." };
        var bags = new Option<DirectoryInfo?>("--bags") { Description = "Folder of patch bags." };
        var quick = new Option<bool>("--headers-only") { Description = "Reads the headers of the bags and not their features." };
        var plan = new PlanOptions();
        var command = new Command("doctor", "Checks the data before anything is trained: PASS, WARN or FAIL, and what to do. Exit code 1 when a check fails.") { table, signatures, splits, bags, quick };
        plan.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(() =>
        {
            var readsFeatures = !result.GetValue(quick);
            if (result.GetValue(table) is { } file)
            {
                var groups = result.GetValue(signatures) ?? throw new Plan.PlanException("--table needs --signatures, the CSV or GMT file of the gene groups.");
                return Print([(file.Name, new(file.FullName, groups.FullName, result.GetValue(splits)?.FullName, result.GetValue(bags)?.FullName, null), 2048)], readsFeatures);
            }
            var read = plan.Read(result);
            var folder = Directory.CreateTempSubdirectory("adamhf-doctor-");
            try
            {
                var patches = read.SettingsOf("*").PatchesPerPatient ?? 2048;
                return Print([.. read.Cohorts.Select(cohort => (cohort.Name, CohortFiles.Of(cohort, folder.FullName, cancellation), patches))], readsFeatures);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }));
        return command;
    }

    private static int Print(IReadOnlyList<(string Name, CohortFiles Files, int Patches)> cohorts, bool readsFeatures)
    {
        var findings = EnvironmentCheck.All().ToList();
        Print("This machine", findings);
        foreach (var (name, files, patches) in cohorts)
        {
            var ofCohort = CohortDoctor.Examine(DoctorInput.Read(files, readsFeatures, patches));
            Print(name, ofCohort);
            findings.AddRange(ofCohort);
        }
        var failed = findings.Count(finding => finding.Status == CheckStatus.Fail);
        Console.WriteLine($"{findings.Count(finding => finding.Status == CheckStatus.Pass)} passed, {findings.Count(finding => finding.Status == CheckStatus.Warn)} warnings, {failed} failed.");
        return failed > 0 ? 1 : 0;
    }

    private static void Print(string title, IEnumerable<Finding> findings)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        foreach (var finding in findings)
        {
            var color = finding.Status switch { CheckStatus.Pass => "green", CheckStatus.Warn => "yellow", _ => "red" };
            AnsiConsole.Markup($"  [{color}]{finding.Status.ToString().ToUpperInvariant()}[/] ");
            Console.WriteLine($"{finding.Check}: {finding.Detail}");
            if (finding.Fix.Length > 0) Console.WriteLine($"       {finding.Fix}");
        }
    }
}
