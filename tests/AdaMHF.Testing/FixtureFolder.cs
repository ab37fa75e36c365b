namespace AdaMHF.Testing;

/// <summary>
/// Finds the reference outputs of other programs: <c>ADAMHF_FIXTURES</c>, else <c>../shared/fixtures</c> beside the checkout.
/// </summary>
public static class FixtureFolder
{
    /// <summary>Why fixture tests are skipped when no folder is found.</summary>
    public const string NotFound =
        "No fixture folder: set ADAMHF_FIXTURES to a folder that holds parity/ and survival/, or place one at ../shared/fixtures.";

    /// <summary>The folder that holds <c>parity/</c> and <c>survival/</c>, or null.</summary>
    public static string? Root { get; } = Find();

    /// <summary>
    /// Files of one subfolder in ordinal order of their names; empty when there is no fixture folder.
    /// </summary>
    public static IReadOnlyList<string> Files(string subfolder, string pattern)
    {
        if (Root is null) return [];
        var folder = Path.Combine(Root, subfolder);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The path of one fixture; skips the running test when there is no fixture folder.</summary>
    public static string PathOf(string subfolder, string file)
    {
        if (Root is null) Xunit.Assert.Skip(NotFound);
        return Path.Combine(Root, subfolder, file);
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("ADAMHF_FIXTURES");
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException($"ADAMHF_FIXTURES names '{named}', which is not a folder.");

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "AdaMHF.MLNet.sln"))) continue;
            var beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "fixtures"));
            return Directory.Exists(beside) ? beside : null;
        }
        return null;
    }
}
