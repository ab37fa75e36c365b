using AdaMHF.Testing;

namespace AdaMHF.MLNet.Tests;

/// <summary>Real tables in <see cref="DataFolder"/>.</summary>
internal static class RealTables
{
    public const string NotFound = "No real data: set ADAMHF_DATA to a folder that holds tcga/, or place one at ../shared/data.";

    /// <summary>Path of a file in <c>tcga/</c>; skips the running test when there is no data.</summary>
    public static string PathOf(params ReadOnlySpan<string> file)
    {
        if (DataFolder.Path is null) Assert.Skip(NotFound);
        return Path.Combine([DataFolder.Path!, "tcga", .. file]);
    }

    /// <summary>Path of a file in <c>tables/</c>; skips the running test when there is none.</summary>
    public static string TableOf(string file) => Existing("tables", file);

    /// <summary>Path of a file in <c>../cases/</c>, beside the data; skips the running test when there is none.</summary>
    public static string CaseOf(string name, string file) => Existing("..", "cases", name, file);

    private static string Existing(params ReadOnlySpan<string> path)
    {
        if (DataFolder.Path is null) Assert.Skip(NotFound);
        var file = Path.GetFullPath(Path.Combine([DataFolder.Path!, .. path]));
        if (!File.Exists(file)) Assert.Skip($"There is no '{file}'.");
        return file;
    }
}
