namespace AdaMHF.Testing;

/// <summary>
/// Finds the reference outputs of other programs: in the folder that <c>ADAMHF_FIXTURES</c> names, and what that lacks in the committed
/// <c>tests/Fixtures</c>; without the variable in the committed folder together with <c>../shared/fixtures</c> beside the checkout.
/// </summary>
public static class FixtureFolder
{
    private const string Variable = "ADAMHF_FIXTURES";

    /// <summary>Files of one subfolder in ordinal order of their names.</summary>
    public static IReadOnlyList<string> Files(string subfolder, string pattern) =>
    [
        .. Roots()
            .Select(root => Path.Combine(root, subfolder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern))
            .Select(path => Path.GetFileName(path))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The path of one fixture.</summary>
    /// <exception cref="FileNotFoundException">No fixture folder holds it.</exception>
    public static string PathOf(string subfolder, string file)
    {
        string[] candidates = [.. Roots().Select(root => Path.Combine(root, subfolder, file))];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"No fixture '{subfolder}/{file}'; looked for {string.Join(", ", candidates)}.");
    }

    /// <summary>Folders that hold <c>parity/</c> and <c>survival/</c>; of two files of one name the first folder's counts.</summary>
    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named)
                ? [named, .. CheckoutOrNull() is { } here ? [Path.Combine(here, "tests", "Fixtures")] : Array.Empty<string>()]
                : throw new DirectoryNotFoundException($"{Variable} names '{named}', which is not a folder.");
        }
        var checkout = CheckoutOrNull() ?? throw new DirectoryNotFoundException(
            $"'{AppContext.BaseDirectory}' is in no checkout: "
            + $"set {Variable} to a folder that holds parity/ and survival/, such as tests/Fixtures.");
        string[] roots =
        [
            Path.Combine(checkout, "tests", "Fixtures"),
            Path.GetFullPath(Path.Combine(checkout, "..", "shared", "fixtures")),
        ];
        return roots.Where(Directory.Exists);
    }

    private static string? CheckoutOrNull()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AdaMHF.MLNet.sln"))) return folder.FullName;
        }
        return null;
    }
}
