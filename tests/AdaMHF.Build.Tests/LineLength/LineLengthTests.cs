using LineLength;

namespace AdaMHF.Build.Tests;

public sealed class LineLengthTests
{
    [Fact]
    public void Only_lines_above_the_limit_are_found_and_told_as_errors()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("Some.cs");
        File.WriteAllText(file, $"{new string('a', 140)}\r\n{new string('b', 141)}\n\n{new string('é', 200)}");
        LongLine[] found = [.. LongLine.In(file, 140)];
        Assert.Equal([(2, 141), (4, 200)], found.Select(line => (line.Number, line.Length)));
        Assert.Equal($"{file}(2,141): error LINE: The line has 141 characters; the most are 140. Break it.", found[0].Error(140));
    }

    [Fact]
    public void The_tool_keeps_its_own_rule()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Build", "LineLength"), "*.cs");
        Assert.Empty(files.SelectMany(file => LongLine.In(file, 140)));
    }
}
