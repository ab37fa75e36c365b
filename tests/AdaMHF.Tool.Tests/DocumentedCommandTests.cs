using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace AdaMHF.Tool.Tests;

/// <summary>The pages of the documentation: command lines parse, C# comes from files that are compiled.</summary>
public partial class DocumentedCommandTests
{
    private static readonly string? Root = FindRoot();

    public static TheoryData<string, string> CommandLines() =>
    [
        .. Pages().SelectMany(page => Blocks(page).Where(block => block.Language is "sh" or "console").SelectMany(block => block.Lines)
            .Where(line => line.StartsWith("adamhf ", StringComparison.Ordinal))
            .Select(line => (Path.GetFileName(page), line))),
    ];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void A_command_line_of_the_documentation_parses(string page, string line)
    {
        var words = CommandLineParser.SplitCommandLine(line.Split(" #")[0]).Skip(1).ToArray();
        var parsed = ToolCommand.Create().Parse(words);
        Assert.True(parsed.Errors.Count == 0, $"{page}: {line}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
        Assert.True(parsed.CommandResult.Command.Subcommands.Count == 0, $"{page}: {line}: this is no whole command.");
    }

    [Fact]
    public void Code_in_the_documentation_comes_from_files_that_are_compiled()
    {
        Assert.SkipWhen(Root is null, "The tests do not run inside a checkout.");
        Assert.NotEmpty(Pages());
        Assert.All(Pages(), page => Assert.All(Blocks(page), block => Assert.True(
            block.Language is "sh" or "console" or "text", $"{page}: a block is '{block.Language}'; code is included from a file.")));
    }

    [Fact]
    public void Every_program_of_the_gallery_is_short_is_shown_and_is_run()
    {
        Assert.SkipWhen(Root is null, "The tests do not run inside a checkout.");
        var gallery = Path.Combine(Root!, "samples", "Gallery");
        var page = File.ReadAllText(Path.Combine(Root!, "src", "Documentation", "gallery.md"));
        var script = File.ReadAllLines(Path.Combine(gallery, "run.sh")).Single(line => line.StartsWith("all=", StringComparison.Ordinal));
        var programs = Directory.GetFiles(gallery, "*.cs");
        Assert.NotEmpty(programs);
        Assert.All(programs, program =>
        {
            var name = Path.GetFileNameWithoutExtension(program);
            Assert.InRange(File.ReadAllLines(program).Length, 1, 39);
            Assert.Contains($"Gallery/{name}.cs)", page, StringComparison.Ordinal);
            Assert.Contains(name, script["all=(".Length..^1].Split(' '));
        });
    }

    [Fact]
    public void Every_entry_point_of_a_catalog_is_called_in_a_sample()
    {
        Assert.SkipWhen(Root is null, "The tests do not run inside a checkout.");
        var samples = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Root!, "samples"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        string[] calls =
        [
            .. new[] { "AdaMHF.MLNet", "AdaMHF.MLNet.Slides" }
                .SelectMany(project => Directory.GetFiles(Path.Combine(Root!, "src", project), "PublicAPI.*.txt"))
                .SelectMany(File.ReadAllLines)
                .Select(line => EntryPoint().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct(),
        ];
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Contains($".{call}(", samples, StringComparison.Ordinal));
    }

    // A method of a class whose name ends in Catalog.
    [GeneratedRegex(@"^(?:static )?AdaMHF\.MLNet(?:\.Slides)?\.\w*Catalog\.(\w+)\(")]
    private static partial Regex EntryPoint();

    private static string[] Pages() => Root is null
        ? []
        : Directory.GetFiles(Path.Combine(Root, "src", "Documentation"), "*.md", SearchOption.AllDirectories);

    private static IEnumerable<(string Language, List<string> Lines)> Blocks(string page)
    {
        (string Language, List<string> Lines)? block = null;
        foreach (var line in File.ReadAllLines(page))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                block?.Lines.Add(line);
            }
            else if (block is { } whole)
            {
                yield return whole;
                block = null;
            }
            else
            {
                block = (line[3..].Split(' ')[0], []);
            }
        }
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AdaMHF.MLNet.sln"))) return folder.FullName;
        }
        return null;
    }
}
