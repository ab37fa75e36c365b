using System.Diagnostics;

namespace AdaMHF.Tool.Tests;

/// <summary>The tool as a process of its own, as users start it.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    public static async Task<ToolRun> Of(params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Start(arguments);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output, await errors);
    }

    public static Process Start(params string[] arguments) => Process.Start(StartInfo(arguments))!;

    public static ProcessStartInfo StartInfo(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "adamhf.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
