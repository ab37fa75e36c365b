namespace AdaMHF.Testing;

/// <summary>
/// The folder of real data, which is never committed: <c>ADAMHF_DATA</c>, else <c>../shared/data</c> beside the checkout.
/// </summary>
public static class DataFolder
{
    /// <summary>The folder; null where there is none.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ADAMHF_DATA") is { Length: > 0 } named)
        {
            return Directory.Exists(named)
                ? named
                : throw new DirectoryNotFoundException($"ADAMHF_DATA names '{named}', which is not a folder.");
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "AdaMHF.MLNet.sln"))) continue;
            var data = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", "shared", "data"));
            return Directory.Exists(data) ? data : null;
        }
        return null;
    }
}
