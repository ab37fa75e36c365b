using System.CommandLine;

namespace AdaMHF.Tool;

/// <summary>The commands that look at files.</summary>
internal static class InspectCommand
{
    public static Command Create() => new("inspect", "Says what is in a file and what is wrong with it.")
    {
        InspectTableCommand.Create(), InspectBagsCommand.Create(), InspectSplitsCommand.Create(), InspectModelCommand.Create(),
    };
}
