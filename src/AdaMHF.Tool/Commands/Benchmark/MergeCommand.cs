using System.CommandLine;
using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>The command <c>benchmark merge</c>.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var shards = new Argument<DirectoryInfo[]>(
            "shards")
        { Description = "Result folders of the same plan.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "Folder that takes their units; made where it is missing.",
            Required = true,
        };
        var command = new Command("merge", "Brings the units of several result folders together; not needed where all shards shared one.")
        {
            shards, output,
        };
        command.SetAction(result =>
        {
            ResultFolder[] parts = Array.ConvertAll(result.GetRequiredValue(shards), folder => ResultFolder.Open(folder.FullName));
            var whole = ResultFolder.For(result.GetRequiredValue(output).FullName, parts[0].Plan);
            var copied = whole.Merge(parts);
            var units = WorkUnits.Of(whole.Plan);
            Console.WriteLine($"{copied} units copied; {units.Count(whole.Has)} of {units.Count} are done.");
            return ExitCode.Done;
        });
        return command;
    }
}
