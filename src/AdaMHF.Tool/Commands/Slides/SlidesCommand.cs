using System.CommandLine;

namespace AdaMHF.Tool;

/// <summary>The commands of slides.</summary>
internal static class SlidesCommand
{
    public static Command Create() => new("slides", "From whole-slide images to bags of patch features.")
    {
        SlidesInspectCommand.Create(), SlidesExtractCommand.Create(),
    };
}
