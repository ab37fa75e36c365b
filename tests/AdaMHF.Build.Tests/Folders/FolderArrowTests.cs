namespace AdaMHF.Build.Tests;

/// <summary>Within a project, and within each of its folders, arrows between folders go one way.</summary>
public sealed class FolderArrowTests
{
    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
        .Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_have_no_circle(string project)
    {
        var circles = Circles(Path.Combine(Repository.Root, "src", project));
        Assert.True(circles.Length == 0, string.Join("\n", circles));
    }

    [Fact]
    public void A_circle_is_named_with_an_example_of_each_arrow()
    {
        string[] circles = CirclesOf(
            ("Planted.cs", "namespace P; class Planted { Bags.Bag? bag; }"),
            ("Bags/Bag.cs", "namespace P.Bags; class Bag { P.Formats.Format? format; }"),
            ("Formats/Format.cs", "namespace P.Formats; class Format { int Width => P.Files.Header.Width; }"),
            ("Files/Header.cs", "namespace P.Files; class Header { public static int Width => 1; object bag = new P.Bags.Bag(); }"));
        var circle = Assert.Single(circles);
        Assert.EndsWith(
            """
            : Bags -> Formats -> Files -> Bags
                Bags -> Formats: Bag.cs -> Format
                Formats -> Files: Format.cs -> Header
                Files -> Bags: Header.cs -> Bag
            """.ReplaceLineEndings("\n"),
            circle,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_between_nested_folders_is_found()
    {
        string[] circles = CirclesOf(
            ("Trainers/A/One.cs", "namespace P; class One { Two? two; }"),
            ("Trainers/B/Two.cs", "namespace P; class Two { void Run() => new One().ToString(); }"));
        Assert.Contains("/Trainers: A -> B -> A", Assert.Single(circles), StringComparison.Ordinal);
    }

    [Fact]
    public void Loose_files_are_one_folder_and_extension_methods_count()
    {
        string[] circles = CirclesOf(
            ("Loose.cs", "namespace P; class Loose { int Run() => 1.Doubled(); }"),
            ("Numbers/Doubling.cs", "namespace P; static class Doubling { public static int Doubled(this int x) => x + Limits.Most; }"),
            ("Limits.cs", "namespace P; static class Limits { public const int Most = 3; }"));
        Assert.Contains("(loose files) -> Numbers -> (loose files)", Assert.Single(circles), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_in_several_folders_is_at_home_in_each_of_them()
    {
        Assert.Empty(CirclesOf(
            ("Catalog/Catalog.cs", "namespace P; partial class Catalog { public int Seed => 1; }"),
            ("Bags/Catalog.Bags.cs", "namespace P; partial class Catalog { public object Bag() => new Bag(Seed); }"),
            ("Bags/Bag.cs", "namespace P; class Bag(int seed) { public int Seed => seed; }")));
    }

    private static string[] CirclesOf(params (string Path, string Source)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, source) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
            File.WriteAllText(folder.File(path), source);
        }
        return Circles(folder.Path);
    }

    private static string[] Circles(string folder)
    {
        var project = SourceProject.Read(folder);
        return [.. FolderLevel.All(project.Name, FolderArrows.Of(project)).SelectMany(level => level.Circles())];
    }
}
