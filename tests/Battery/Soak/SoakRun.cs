using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AdaMHF.Battery.Runs;

namespace AdaMHF.Battery.Soak;

/// <summary>
/// Runs long tests in their own process. A test that writes a line such as <c>Tally: 20 tried, 3 refused, 17 right, 0 wrong</c> counts as
/// that; any other as one input.
/// </summary>
internal static partial class SoakRun
{
    public static Outcome Of(SoakPart part)
    {
        var outcome = new Outcome { IsMemoryHeld = false };
        var program = ProgramOf(part.Project);
        if (!File.Exists(program))
        {
            outcome.Problem($"'{program}' does not exist: build tests/{part.Project} in Release");
            outcome.Untyped++;
            return outcome;
        }
        var results = Path.GetTempFileName();
        try
        {
            Run(part, program, results, outcome);
            if (outcome.Slow == 0) Count(results, outcome);
        }
        finally
        {
            File.Delete(results);
        }
        outcome.Watch.Stop();
        return outcome;
    }

    private static void Run(SoakPart part, string program, string results, Outcome outcome)
    {
        var filters = part.Tests.SelectMany(test => new[] { "-method", $"{part.Project}.{test}" });
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", program, "-explicit", "on", "-xml", results, .. filters])
            {
                RedirectStandardOutput = true,
            })!;
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(TimeSpan.FromSeconds(0.5)))
        {
            outcome.MostAllocated = Math.Max(outcome.MostAllocated, ProcessTree.ResidentBytes(process.Id));
            if (outcome.Watch.Elapsed.TotalMinutes < part.Minutes) continue;
            process.Kill(entireProcessTree: true);
            outcome.Slow++;
            outcome.Problem($"did not end within {part.Minutes} minutes");
            return;
        }
        if (new FileInfo(results).Length > 0) return;
        outcome.Untyped++;
        outcome.Problem($"ended with {process.ExitCode} and no result: {output.Result[^Math.Min(500, output.Result.Length)..]}");
    }

    private static void Count(string results, Outcome outcome)
    {
        if (new FileInfo(results).Length == 0) return;
        foreach (var test in XDocument.Load(results).Descendants("test"))
        {
            var (name, result) = (test.Attribute("name")!.Value, test.Attribute("result")!.Value);
            var seconds = double.Parse(test.Attribute("time")!.Value, CultureInfo.InvariantCulture);
            if (seconds > outcome.SlowestWall.TotalSeconds) outcome.SlowestWall = TimeSpan.FromSeconds(seconds);
            var said = test.Element("output")?.Value.Trim() ?? "";
            if (said.Length > 0) outcome.Remark($"{name}: {said}");
            if (result == "Fail") outcome.Problem($"{name}: {test.Descendants("message").FirstOrDefault()?.Value}");
            if (test.Element("reason")?.Value is { } reason) outcome.Remark($"{name} was skipped: {reason}");
            if (Tally().Match(said) is { Success: true } tally && result == "Pass")
            {
                int Number(int group) => int.Parse(tally.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
                (outcome.Tried, outcome.Refused) = (outcome.Tried + Number(1), outcome.Refused + Number(2));
                (outcome.Right, outcome.Wrong) = (outcome.Right + Number(3), outcome.Wrong + Number(4));
                outcome.Accepted += Number(1) - Number(2);
                continue;
            }
            outcome.Tried++;
            outcome.Accepted++;
            if (result == "Pass") outcome.Right++;
            if (result == "Fail") outcome.Wrong++;
        }
        if (outcome.Tried > 0) return;
        outcome.Untyped++;
        outcome.Problem("no test of that name");
    }

    private static string ProgramOf(string project)
    {
        // bin/Release/net10.0 of the battery lies to the other project's as tests/Battery to it.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = own.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, project, "bin", own.Parent.Name, own.Name, project + ".dll");
    }

    [GeneratedRegex(@"Tally: ([\d,]+) tried, ([\d,]+) refused, ([\d,]+) right, ([\d,]+) wrong")]
    private static partial Regex Tally();
}
