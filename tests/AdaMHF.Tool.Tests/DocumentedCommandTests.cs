using System.CommandLine.Parsing;

namespace AdaMHF.Tool.Tests;

/// <summary>The pages of the documentation: command lines parse, C# comes from files that are compiled.</summary>
public class DocumentedCommandTests
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
        Assert.All(Pages(), page => Assert.All(Blocks(page), block =>
            Assert.True(block.Language is "sh" or "console" or "text", $"{page}: a block is '{block.Language}'; C# is included from a file.")));
    }

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
