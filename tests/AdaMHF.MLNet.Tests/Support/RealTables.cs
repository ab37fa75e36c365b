namespace AdaMHF.MLNet.Tests;

/// <summary>Finds the TCGA tables: <c>ADAMHF_DATA</c>, else <c>../shared/data</c> beside the checkout.</summary>
internal static class RealTables
{
    public const string NotFound = "No real data: set ADAMHF_DATA to a folder that holds tcga/, or place one at ../shared/data.";

    private static readonly string? Root = Find();

    /// <summary>Path of a file in <c>tcga/</c>; skips the running test when there is no data.</summary>
    public static string PathOf(params ReadOnlySpan<string> file)
    {
        if (Root is null) Assert.Skip(NotFound);
        return Path.Combine([Root, "tcga", .. file]);
    }

    /// <summary>Path of a file in <c>tables/</c>; skips the running test when there is none.</summary>
    public static string TableOf(string file) => Existing("tables", file);

    /// <summary>Path of a file in <c>../cases/</c>, beside the data; skips the running test when there is none.</summary>
    public static string CaseOf(string name, string file) => Existing("..", "cases", name, file);

    private static string Existing(params ReadOnlySpan<string> path)
    {
        if (Root is null) Assert.Skip(NotFound);
        var file = Path.GetFullPath(Path.Combine([Root, .. path]));
        if (!File.Exists(file)) Assert.Skip($"There is no '{file}'.");
        return file;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("ADAMHF_DATA");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named)
                ? named
                : throw new DirectoryNotFoundException($"ADAMHF_DATA names '{named}', which is not a folder.");
        }
        var beside = Checkout.Folder is { } checkout ? Path.GetFullPath(Path.Combine(checkout, "..", "shared", "data")) : null;
        return Directory.Exists(beside) ? beside : null;
    }
}
