namespace AdaMHF.Tool;

/// <summary>How a command ended.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The data is wrong, or a unit failed.</summary>
    public const int WrongData = 1;

    public const int WrongUsage = 2;

    /// <summary>By Ctrl-C, as shells say it.</summary>
    public const int Stopped = 130;
}
