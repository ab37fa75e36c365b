using System.CommandLine;
using System.CommandLine.Invocation;
using AdaMHF.Benchmark;
using AdaMHF.Networks;

namespace AdaMHF.Tool;

/// <summary>
/// Runs a command and says in words how it ended: 0 done, 1 an error in the data, 2 wrong usage, 130 stopped. Under <c>--json</c> an error
/// is
/// a document on stdout, too.
/// </summary>
internal static class Invocation
{
    public const int Done = 0;
    public const int WrongData = 1;
    public const int WrongUsage = 2;
    public const int Stopped = 130;

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var json = args.Contains("--json");
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Action is ParseErrorAction)
                return Fail(WrongUsage, string.Join(' ', parsed.Errors.Select(error => error.Message)) + " --help lists what there is.",
                    json);
            // A training step and the folder that is being written are over well within this time after Ctrl-C.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (OperationCanceledException)
        {
            return Fail(Stopped, "Stopped.", json);
        }
        catch (PlanException wrong)
        {
            return Fail(WrongUsage, wrong.Message, json);
        }
        catch (TorchBackendException missing)
        {
            return Fail(WrongData, $"{missing.Message}{Environment.NewLine}{TorchAdvice}", json);
        }
        catch (Exception wrong) when (
            wrong is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            return Fail(WrongData, wrong.Message, json);
        }
        catch (Exception wrong)
        {
            return Fail(WrongData, $"{wrong.GetType().Name}: {wrong.Message}", json);
        }
    }

    private static string TorchAdvice =>
        "The package of this tool carries no native Torch. Run the tool from a clone of the repository, whose build fetches it, or copy "
        + "the files under "
        + $"runtimes of that package to '{AppContext.BaseDirectory}'.";

    private static int Fail(int code, string message, bool json)
    {
        Console.Error.WriteLine(message);
        if (json) JsonOutput.Write(new { Problems = new[] { new Problem("error", message) } });
        return code;
    }
}
