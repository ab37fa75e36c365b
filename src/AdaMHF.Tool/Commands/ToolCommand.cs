using System.CommandLine;
using System.Runtime.CompilerServices;

// The command lines in documents are parsed by a test.
[assembly: InternalsVisibleTo("AdaMHF.Tool.Tests")]

namespace AdaMHF.Tool;

/// <summary>The command <c>adamhf</c> with all that it can do.</summary>
internal static class ToolCommand
{
    public static RootCommand Create() => new("Survival prediction from whole-slide images and genomics.")
    {
        InspectCommand.Create(), SlidesCommand.Create(), TrainCommand.Create(), ScoreCommand.Create(), MergeScoresCommand.Create(),
        EvaluateCommand.Create(), ExplainCommand.Create(), BenchmarkCommand.Create(),
    };
}
