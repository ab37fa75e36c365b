using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdaMHF.Slides.Tests;

/// <summary>
/// Debian's Python, for oracles that are computed as the tests run; where it lacks a module, the running test is skipped.
/// </summary>
internal static class Python
{
    private const string Program = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, bool> Known = new();

    public static void Need(string module) => Assert.SkipUnless(
        Known.GetOrAdd(module, name => File.Exists(Program) && Run("-c", $"import {name}").ExitCode == 0),
        $"{Program} has no {module}: apt-get install {(module == "cv2" ? "python3-opencv" : $"python3-{module}")}.");

    /// <summary>Runs a script of the folder Oracles and returns what it prints.</summary>
    public static string Oracle(string script, params string[] arguments)
    {
        var (code, output, errors) = Run([Path.Combine(AppContext.BaseDirectory, "Oracles", script), .. arguments]);
        Assert.True(code == 0, errors);
        return output;
    }

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
