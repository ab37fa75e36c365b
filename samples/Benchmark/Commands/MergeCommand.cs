using System.CommandLine;
using Benchmark.Plan;
using Benchmark.Results;

namespace Benchmark.Commands;

/// <summary>The <c>merge</c> command.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var shards = new Argument<DirectoryInfo[]>("shards") { Description = "Result folders of the same plan.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder that takes their units; made where it is missing.", Required = true };
        var command = new Command("merge", "Brings the units of several result folders together. Not needed when all shards wrote to one shared folder.") { shards, output };
        command.SetAction(result =>
        {
            ResultFolder[] parts = [.. result.GetRequiredValue(shards).Select(folder => ResultFolder.Open(folder.FullName))];
            var whole = ResultFolder.For(result.GetRequiredValue(output).FullName, parts[0].Plan);
            var copied = whole.Merge(parts);
            var units = WorkUnits.Of(whole.Plan);
            Console.WriteLine($"{copied} units copied; {units.Count(whole.Has)} of {units.Count} are done.");
            return 0;
        });
        return command;
    }
}
