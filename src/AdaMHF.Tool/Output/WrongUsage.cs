using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>Options that the library refuses, as wrong usage of the command.</summary>
internal static class WrongUsage
{
    /// <summary>The message without the name of the C# parameter.</summary>
    public static PlanException Of(ArgumentException wrong) =>
        new(wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", "", StringComparison.Ordinal), wrong);
}
