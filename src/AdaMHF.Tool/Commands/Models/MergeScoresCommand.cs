using System.CommandLine;
using System.Globalization;
using AdaMHF.MLNet;
using CsvHelper;

namespace AdaMHF.Tool;

/// <summary>The command <c>merge</c>: the parts of a sharded <c>score</c> become one file.</summary>
internal static class MergeScoresCommand
{
    public static Command Create()
    {
        var parts = new Argument<FileInfo[]>("parts") { Description = "Files that score wrote.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<FileInfo>("--output") { Description = "CSV to write.", Required = true };
        var command = new Command("merge", "Joins the parts of a sharded score.") { parts, output };
        command.SetAction(result =>
        {
            var rows = new List<string[]>();
            var seen = new Dictionary<string, string>(StringComparer.Ordinal);
            string[]? header = null;
            foreach (var file in result.GetRequiredValue(parts).Select(part => part.ToString())) header = Read(file, header, rows, seen);
            var path = result.GetRequiredValue(output).ToString();
            PredictionCsv.Write(path, csv =>
            {
                foreach (var row in rows.Prepend(header!))
                {
                    foreach (var cell in row) csv.WriteField(cell);
                    csv.NextRecord();
                }
            });
            Console.WriteLine($"{path}: {rows.Count} patients.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Read(string path, string[]? header, List<string[]> rows, Dictionary<string, string> seen)
    {
        if (!File.Exists(path)) throw new CohortFileException($"There is no file '{path}'.");
        using var csv = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        if (!csv.Read() || (header is not null && !csv.Record!.SequenceEqual(header)))
            throw new CohortFileException($"'{path}' has other columns than the first part. Merge parts of one score.");
        header = csv.Record!;
        while (csv.Read())
        {
            if (!seen.TryAdd(csv[0], path))
                throw new CohortFileException($"Patient {csv[0]} is in '{seen[csv[0]]}' and in '{path}'. Merge each part once.");
            rows.Add(csv.Record!);
        }
        return header;
    }
}
