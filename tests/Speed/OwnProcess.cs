using System.Diagnostics;

namespace AdaMHF.Speed;

/// <summary>This program in a process of its own, for what a process does once or has of its own, such as its peak memory.</summary>
internal static class OwnProcess
{
    /// <summary>Starts it with some arguments and returns what it prints.</summary>
    public static string Run(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
        return said;
    }

    /// <summary>How it is started with some arguments; its output is read by the caller.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, bool takesInput = false)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = takesInput };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }
}
