using System.CommandLine;
using System.CommandLine.Invocation;
using AdaMHF.Benchmark;
using AdaMHF.Networks;

namespace AdaMHF.Tool;

/// <summary>Runs a command and says in words how it ended; under <c>--json</c> an error is a document on stdout, too.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Action is ParseErrorAction)
                throw new PlanException(string.Join(' ', parsed.Errors.Select(error => error.Message)) + " --help lists what there is.");
            // A training step and the folder that is being written are over well within this time after Ctrl-C.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (Exception wrong)
        {
            var (code, message) = Ending(wrong);
            Console.Error.WriteLine(message);
            if (args.Contains("--json")) JsonOutput.Write(new { Problems = ReportProblems.Of(wrong, message) });
            return code;
        }
    }

    private static (int Code, string Message) Ending(Exception wrong) => wrong switch
    {
        OperationCanceledException => (ExitCode.Stopped, "Stopped."),
        PlanException => (ExitCode.WrongUsage, wrong.Message),
        TorchBackendException => (ExitCode.WrongData, $"{wrong.Message}{Environment.NewLine}{TorchRemedy}"),
        IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException => (ExitCode.WrongData, wrong.Message),
        _ => (ExitCode.WrongData, $"{wrong.GetType().Name}: {wrong.Message}"),
    };

    private static string? TorchRemedy =>
        CohortDoctor.ExamineMachine().FirstOrDefault(finding => finding.Status == CheckStatus.Fail)?.Fix;
}
