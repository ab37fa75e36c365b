using System.Diagnostics;

namespace AdaMHF.Build.Tests;

/// <summary>Exit code and output of a program.</summary>
internal sealed record Run(int ExitCode, string Output, string Errors)
{
    /// <summary>Output and errors together.</summary>
    public string All => Output + Errors;

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static Task<Run> DotnetAsync(string folder, params string[] arguments) =>
        ProgramAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    /// <summary>Runs a program of src/Build, which is next to these tests.</summary>
    public static Task<Run> ToolAsync(string tool, params string[] arguments) =>
        DotnetAsync(AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, $"{tool}.dll"), .. arguments]);

    /// <summary>Runs any program.</summary>
    public static async Task<Run> ProgramAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A build server that runs on after the test would keep its output open, and the test waiting.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Run(process.ExitCode, await output, await errors);
    }
}
