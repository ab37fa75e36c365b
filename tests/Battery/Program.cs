using System.CommandLine;
using AdaMHF.Battery.Parts;
using AdaMHF.Battery.Runs;
using Spectre.Console;

// Mutants of every format that is read, by fixed seeds: what is refused, what is accepted, and whether another reader sees the same values.
var part = new Option<string>("--part")
{
    Description = "bags, tables, models, or the name of one format",
    DefaultValueFactory = _ => "all",
};
var hours = new Option<double>("--hours") { Description = "Time for all formats together", DefaultValueFactory = _ => 1 };
var mutants = new Option<int>("--mutants") { Description = "Most mutants of a format", DefaultValueFactory = _ => 50_000 };
var compared = new Option<int>("--compared")
{
    Description = "Accepted mutants that another reader reads too",
    DefaultValueFactory = _ => 2_000,
};
var python = new Option<string>("--python") { Description = "Python with NumPy and h5py", DefaultValueFactory = _ => "/usr/bin/python3" };
var keep = new Option<string?>("--keep") { Description = "Folder for the mutants that are read wrongly" };
var first = new Option<int>("--first") { Description = "First seed", DefaultValueFactory = _ => 0 };
var command = new RootCommand("Damages files of every format and reads them.") { part, hours, mutants, compared, python, first, keep };
command.SetAction(parse =>
{
    var name = parse.GetValue(part)!;
    var chosen = FormatPart.All.Where(format => name == "all" || name == format.Family || name == format.Name).ToArray();
    if (chosen.Length == 0)
    {
        Console.Error.WriteLine($"There is no part '{name}': {string.Join(", ", FormatPart.All.Select(format => format.Name))}.");
        return 2;
    }
    var share = TimeSpan.FromHours(parse.GetValue(hours)) / chosen.Length;
    var table = new Table().AddColumns(Outcome.Columns);
    var failed = false;
    foreach (var format in chosen)
    {
        using var run = new MutantRun(format, parse.GetValue(compared), parse.GetValue(keep));
        run.Run(parse.GetValue(first), parse.GetValue(mutants), share);
        run.Compare(parse.GetValue(python)!);
        table.AddRow(run.Outcome.Row(format.Name));
        failed |= run.Outcome.IsFailure;
        foreach (var problem in run.Outcome.Problems.Concat(run.Outcome.Remarks)) Console.WriteLine($"{format.Name}: {problem}");
        Console.WriteLine(string.Join(" | ", run.Outcome.Row(format.Name)));
    }
    AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 180);
    AnsiConsole.Write(table);
    return failed ? 1 : 0;
});
return command.Parse(args).Invoke();
