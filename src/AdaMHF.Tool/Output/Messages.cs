using Spectre.Console;

namespace AdaMHF.Tool;

/// <summary>Progress and messages, which go to stderr.</summary>
internal static class Messages
{
    public static IAnsiConsole Console { get; } = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(System.Console.Error) });

    /// <summary>A line, above a progress bar where there is one; a file has no width at which to break it.</summary>
    public static void Say(string line)
    {
        if (Console.Profile.Capabilities.Interactive) Console.WriteLine(line);
        else System.Console.Error.WriteLine(line);
    }
}
