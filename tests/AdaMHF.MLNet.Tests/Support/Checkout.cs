namespace AdaMHF.MLNet.Tests;

internal static class Checkout
{
    /// <summary>The folder of the solution that the tests were built from, or null when they run elsewhere.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdaMHF.MLNet.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }
}
