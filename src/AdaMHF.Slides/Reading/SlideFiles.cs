namespace AdaMHF.Slides;

/// <summary>Finds slides on disk.</summary>
public static class SlideFiles
{
    /// <summary>File name extensions by which slides are found in folders. A slide that is named itself may have any.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
    [
        ".svs", ".tif", ".tiff", ".ndpi", ".mrxs", ".scn", ".bif", ".vms", ".vmu", ".svslide", ".dcm", ".png", ".jpg", ".jpeg",
    ];

    /// <summary>The files themselves, and the slides directly in folders, in ordinal order, each once.</summary>
    /// <exception cref="SlideException">A path does not exist, or a folder has no slide.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> filesOrFolders)
    {
        ArgumentNullException.ThrowIfNull(filesOrFolders);
        return [.. filesOrFolders.SelectMany(In).Select(Path.GetFullPath).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string[] In(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new SlideException($"There is no slide and no folder '{path}'.");
        string[] slides =
        [
            .. Directory.EnumerateFiles(path).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)),
        ];
        return slides.Length > 0
            ? slides
            : throw new SlideException($"The folder '{path}' has no slide: no file that ends in {string.Join(", ", Extensions)}.");
    }
}
