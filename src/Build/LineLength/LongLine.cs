namespace LineLength;

/// <summary>A line of a source file that is too long.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Length">Characters in it.</param>
internal sealed record LongLine(string File, int Number, int Length)
{
    /// <summary>Lines of a file with more characters than the given number.</summary>
    public static IEnumerable<LongLine> In(string file, int most) => System.IO.File.ReadLines(file)
        .Select((line, index) => new LongLine(file, index + 1, line.Length))
        .Where(line => line.Length > most);

    /// <summary>An error in the form that MSBuild and editors read.</summary>
    public string Error(int most) =>
        $"{File}({Number},{most + 1}): error LINE: The line has {Length} characters; the most are {most}. Break it.";
}
