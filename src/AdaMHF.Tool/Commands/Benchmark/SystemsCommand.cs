using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.MLNet;

namespace AdaMHF.Tool;

/// <summary>The command <c>benchmark systems</c>.</summary>
internal static class SystemsCommand
{
    public static Command Create()
    {
        var json = JsonOutput.Option();
        var command = new Command("systems", "Lists the systems: key, name, what they read.") { json };
        command.SetAction(result =>
        {
            var systems = BenchmarkSystems.All;
            if (result.GetValue(json))
            {
                JsonOutput.Write(new
                {
                    Systems = systems.Select(system => new
                    {
                        system.Key,
                        system.Name,
                        Modalities = Modalities(system),
                        system.Description,
                        system.UsesSeed,
                        system.KnowsTruth,
                        system.HasOwnSettings,
                        system.Change,
                    }),
                    Problems = Array.Empty<Problem>(),
                });
                return ExitCode.Done;
            }
            var (keys, names) = (systems.Max(system => system.Key.Length), systems.Max(system => system.Name.Length));
            foreach (var system in systems)
                Console.WriteLine($"{system.Key.PadRight(keys)}  {system.Name.PadRight(names)}  {string.Join(" + ", Modalities(system))}");
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Modalities(BenchmarkSystem system) =>
        new[] { SurvivalModalities.Genomics, SurvivalModalities.Pathology }
            .Where(modality => system.Modalities.HasFlag(modality))
            .Select(modality => modality.ToString().ToLowerInvariant());
}
