using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The options of every command that reads a cohort table, and what they mean to the library.</summary>
/// <param name="patientColumn">Name of the option for the patient's column, where <c>--patient</c> says something else.</param>
internal sealed class TableArguments(string patientColumn = "--patient")
{
    private readonly Option<string?> _layout = Text(
        "--layout", $"Source: {string.Join(", ", SurvivalLayout.All.Select(each => each.Name))}.");

    private readonly Option<string?> _endpoint = Text("--endpoint", "OS, DSS or PFI, of a layout. Default OS.");
    private readonly Option<string?> _patient = Text(patientColumn, "Column of the patient; '' for a first column without a name.");
    private readonly Option<bool> _rows = new("--rows-are-patients") { Description = "Every row is a patient; there is no such column." };
    private readonly Option<string?> _slides = Text("--slides", "Column of the slide. Default slide_id, where there is one.");
    private readonly Option<string?> _time = Text("--time", "Column of the time to death or last follow-up. Default survival_months.");
    private readonly Option<string?> _followUp = Text("--follow-up", "Column of the time of the living, where --time is that of the dead.");
    private readonly Option<string?> _unit = Text("--time-unit", "days, weeks, months or years. Default: what the column's name says.");
    private readonly Option<string?> _event = Text("--event", "Column of the event: 1, Dead, 1:DECEASED ... mean death observed.");
    private readonly Option<string?> _censorship = Text("--censorship", "Column in which 1 means censored. Default censorship.");
    private readonly Option<string?> _values = Text("--event-values", "Coding of that column, such as \"Dead=1,Alive=0\".");
    private readonly Option<string?> _entry = Text("--entry", "Column of the time of entry (left truncation).");
    private readonly Option<string?> _zero = Text("--zero-times", "Times of 0: refuse, drop or half (a unit). Default refuse.");
    private readonly Option<string?> _missing = Text("--missing-outcomes", "Patients without outcome: refuse or drop. Default refuse.");
    private readonly Option<string?> _differ = Text(
        "--rows-differ", "Columns in which rows of a patient differ: first, or \"mpp=drop,stage=first\". Default: refused.");

    private readonly Option<string?> _encoding = Text(
        "--encoding", "Such as windows-1252. Default: UTF-8, or what a byte order mark says.");

    private readonly Option<string?> _delimiter = Text("--delimiter", "A character, or tab. Default: found.");
    private readonly Option<bool> _comma = new("--decimal-comma") { Description = "Numbers are written as 12,5." };
    private readonly Option<string?> _words = Text(
        "--missing-words", "Words for missing values, separated by commas; they replace the usual.");

    private readonly Option<string?> _endings = Text("--gene-endings", "Endings of gene columns. Default _mut,_cnv,_rnaseq.");
    private readonly Option<string?> _genes = Text("--genes", "Gene columns by name, or 'numeric' for all numbers that are not clinical.");
    private readonly Option<FileInfo?> _genesIn = new("--genes-in")
    {
        Description = "A second table with the genes: one row per patient, or one per gene under a header of patients.",
    };

    private readonly Option<FileInfo?> _clinicalIn = new("--clinical-in")
    {
        Description = "A second table with clinical columns, one row per patient.",
    };

    private readonly Option<FileInfo?> _groups = new("--groups") { Description = "Gene groups: signatures.csv or .gmt." };
    private readonly Option<string?> _clinical = Text("--clinical", "Clinical columns, separated by commas. Default: all others.");
    private readonly Option<string?> _ignore = Text("--ignore", "Columns to leave out, separated by commas.");

    /// <summary>A JSON file with any of the options; what the command line says takes precedence.</summary>
    public Option<FileInfo?> Config { get; } = new("--config")
    {
        Description = "JSON file with any option of table, genes and training; data-schemas/tool/config.json describes it.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            Config, _layout, _endpoint, _patient, _rows, _slides, _time, _followUp, _unit, _event, _censorship, _values, _entry, _zero,
            _missing, _differ, _encoding, _delimiter, _comma, _words, _endings, _genes, _genesIn, _groups, _clinical, _clinicalIn,
            _ignore,
        }) command.Options.Add(option);
    }

    /// <summary>Reads the cohort.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="ml">Reads it.</param>
    /// <param name="table">The table.</param>
    /// <param name="change">What else is asked of the table; null for nothing.</param>
    /// <exception cref="PlanException">Options contradict themselves, or a value is none of its option.</exception>
    public SurvivalCohort Load(
        ParseResult result, MLContext ml, FileInfo table, Func<SurvivalCohortOptions, SurvivalCohortOptions>? change = null)
    {
        try
        {
            var options = Read(result);
            return ml.Data.LoadSurvivalCohort(table.ToString(), change?.Invoke(options) ?? options);
        }
        catch (ArgumentException wrong)
        {
            throw WrongUsage.Of(wrong);
        }
    }

    /// <summary>Reads a split file, which may be in the encoding of the table or in UTF-8.</summary>
    public SurvivalSplit LoadSplit(ParseResult result, string path)
    {
        if (result.GetValue(_encoding) is not { } encoding) return SurvivalSplit.FromCsv(path);
        try
        {
            return SurvivalSplit.FromCsv(path);
        }
        // Other encodings are next to never UTF-8 by chance.
        catch (CohortFileException)
        {
            return SurvivalSplit.FromCsv(path, new() { Encoding = encoding });
        }
    }

    private SurvivalCohortOptions Read(ParseResult result)
    {
        string? Given(Option<string?> option) => result.GetValue(option);
        var options = Given(_layout) is { } layout
            ? SurvivalLayout.Of(layout).Options(OneOf<SurvivalEndpoint>(_endpoint, result) ?? SurvivalEndpoint.OS)
            : new SurvivalCohortOptions();
        if (result.GetValue(Config) is { } file) options = ConfigFile.Read(file).Over(options, "cohort");
        if (Given(_event) is { } death) options = options with { EventColumnName = death, CensorshipColumnName = null };
        if (Given(_censorship) is { } censorship) options = options with { CensorshipColumnName = censorship };
        if (Given(_differ) is { } differ) options = Differing(options, differ);
        var genes = Given(_genes);
        return options with
        {
            Table = options.Table with
            {
                Encoding = Given(_encoding) ?? options.Table.Encoding,
                Delimiter = Given(_delimiter) is { } delimiter ? Character(delimiter) : options.Table.Delimiter,
                DecimalComma = result.GetValue(_comma) || options.Table.DecimalComma,
                MissingWords = List(Given(_words)) ?? options.Table.MissingWords,
            },
            CaseIdColumnName = Given(_patient) ?? options.CaseIdColumnName,
            RowsArePatients = result.GetValue(_rows) || options.RowsArePatients,
            SlideIdColumnName = result.GetValue(_rows) ? null : Given(_slides) ?? options.SlideIdColumnName,
            SlideIdIsOptional = Given(_slides) is null,
            TimeColumnName = Given(_time) ?? options.TimeColumnName,
            FollowUpColumnName = Given(_followUp) ?? options.FollowUpColumnName,
            TimeUnit = OneOf<SurvivalTimeUnit>(_unit, result) ?? options.TimeUnit,
            EntryColumnName = Given(_entry) ?? options.EntryColumnName,
            EventValues = Given(_values) is { } values ? Coding(values) : options.EventValues,
            ZeroTimes = Policy(_zero, result, options.ZeroTimes, ZeroTimes.LeaveOut, ZeroTimes.HalfUnit),
            MissingOutcomes = Policy(_missing, result, options.MissingOutcomes, MissingOutcomes.LeaveOut, MissingOutcomes.Keep),
            GeneSuffixes = List(Given(_endings)) ?? options.GeneSuffixes,
            GeneNames = genes is null or "numeric" ? options.GeneNames : List(genes)!,
            NumericColumnsAreGenes = genes == "numeric" || options.NumericColumnsAreGenes,
            GeneFile = result.GetValue(_genesIn)?.ToString() ?? options.GeneFile,
            ClinicalFile = result.GetValue(_clinicalIn)?.ToString() ?? options.ClinicalFile,
            GeneGroups = result.GetValue(_groups) is { } groups ? Groups(groups) : options.GeneGroups,
            ClinicalColumnNames = List(Given(_clinical)) ?? options.ClinicalColumnNames,
            IgnoredColumnNames = [.. options.IgnoredColumnNames, .. List(Given(_ignore)) ?? []],
        };
    }

    private static GeneGroups Groups(FileInfo file) => file.Name.Contains(".gmt", StringComparison.OrdinalIgnoreCase)
        ? GeneGroups.FromGmt(file.ToString())
        : GeneGroups.FromCsv(file.ToString());

    private static SurvivalCohortOptions Differing(SurvivalCohortOptions options, string text)
    {
        if (text == "first") return options with { TakeFirstWhereRowsDiffer = true };
        var policies = new Dictionary<string, RowDifference>(options.RowDifferences, StringComparer.Ordinal);
        foreach (var (column, policy) in Pairs("--rows-differ", text))
        {
            policies[column] = policy switch
            {
                "first" => RowDifference.TakeFirst,
                "drop" => RowDifference.LeaveOut,
                "refuse" => RowDifference.Refuse,
                _ => throw new PlanException($"--rows-differ says '{policy}' of {column}; expected first, drop or refuse."),
            };
        }
        return options with { RowDifferences = policies };
    }

    private static Dictionary<string, bool> Coding(string text) => Pairs("--event-values", text).ToDictionary(
        pair => pair.Name,
        pair => pair.Value.ToUpperInvariant() switch
        {
            "1" or "TRUE" or "DEAD" or "EVENT" => true,
            "0" or "FALSE" or "ALIVE" or "CENSORED" => false,
            var other => throw new PlanException($"--event-values says '{other}' of '{pair.Name}'; expected 1 or 0."),
        },
        StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, string Value)> Pairs(string option, string text) => List(text)!.Select(pair =>
        pair.LastIndexOf('=') is var at and > 0
            ? (pair[..at].Trim(), pair[(at + 1)..].Trim())
            : throw new PlanException($"{option} has '{pair}'; expected name=value, separated by commas."));

    private static T Policy<T>(Option<string?> option, ParseResult result, T given, T drop, T half) where T : struct, Enum =>
        result.GetValue(option) switch
        {
            null => given,
            "refuse" => default,
            "drop" => drop,
            "half" when half is ZeroTimes => half,
            var other => throw new PlanException(
                $"{option.Name} is '{other}'; expected refuse{(half is ZeroTimes ? ", drop or half" : " or drop")}."),
        };

    private static T? OneOf<T>(Option<string?> option, ParseResult result) where T : struct, Enum => result.GetValue(option) is not { } text
        ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw new PlanException($"{option.Name} is '{text}'; expected one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static char Character(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [var one] => one,
        _ => throw new PlanException($"--delimiter is '{text}'; expected one character, or tab."),
    };

    private static string[]? List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
