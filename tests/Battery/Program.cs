using System.CommandLine;
using AdaMHF.Battery.Parts;
using AdaMHF.Battery.Runs;
using AdaMHF.Battery.Soak;
using Spectre.Console;

// Mutants of every format that is read, by fixed seeds: what is refused, what is accepted, and whether another reader sees the same values;
// and the long tests, in the same table.
var part = new Option<string>("--part")
{
    Description =
        "bags, tables, models, bombs, flips, slides, kills, disk, writers, concurrency, cultures, numerics, or one format or test",
    DefaultValueFactory = _ => "all",
};
var hours = new Option<double>("--hours") { Description = "Time for the mutants of all formats together", DefaultValueFactory = _ => 1 };
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
    bool IsChosen(string one, string family) => name == "all" || name == family || name == one;
    var formats = FormatPart.All.Where(format => IsChosen(format.Name, format.Family)).ToArray();
    var tests = SoakPart.All.Where(test => IsChosen(test.Name, test.Family)).ToArray();
    if (formats.Length + tests.Length == 0)
    {
        var known = FormatPart.All.Select(format => format.Name).Concat(SoakPart.All.Select(test => test.Name));
        Console.Error.WriteLine($"There is no part '{name}': {string.Join(", ", known)}.");
        return 2;
    }
    var share = TimeSpan.FromHours(parse.GetValue(hours)) / Math.Max(formats.Length, 1);
    var table = new Table().AddColumns(Outcome.Columns);
    var failed = false;
    foreach (var format in formats)
    {
        using var run = new MutantRun(format, parse.GetValue(compared), parse.GetValue(keep));
        run.Run(parse.GetValue(first), parse.GetValue(mutants), share);
        run.Compare(parse.GetValue(python)!);
        Print(format.Name, run.Outcome);
    }
    foreach (var test in tests) Print(test.Name, SoakRun.Of(test));
    AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 180);
    AnsiConsole.Write(table);
    return failed ? 1 : 0;

    void Print(string of, Outcome outcome)
    {
        var row = outcome.Row(of);
        table.AddRow(row);
        failed |= outcome.IsFailure;
        foreach (var problem in outcome.Problems.Concat(outcome.Remarks)) Console.WriteLine($"{of}: {problem}");
        Console.WriteLine(string.Join(" | ", row));
    }
});
return command.Parse(args).Invoke();
