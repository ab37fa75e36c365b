namespace AdaMHF.PatchBags;

/// <summary>Finds the bag file of a slide in a folder of patch features.</summary>
/// <remarks>
/// The slide id loses a known slide extension (.svs, .tif ...) when it ends with exactly that one, in any case; nothing else is ever
/// cut off. The file is then <c>{id}.h5</c> in the folder itself or in its subfolder <c>h5_files</c>, where CLAM puts it.
/// </remarks>
public sealed class SlideFolder
{
    private static readonly string[] SlideExtensions =
    [
        ".svs", ".tif", ".tiff", ".ndpi", ".mrxs", ".scn", ".bif", ".vms", ".vmu", ".dcm",
        ".svslide", ".isyntax", ".czi", ".sdpc", ".qptiff",
    ];

    // Tables that were made from a listing of the bags name the bag file itself.
    private static readonly string[] BagExtensions = [".h5"];

    private static readonly string[] Subfolders = ["", "h5_files"];

    /// <summary>Names a folder. Nothing is looked up yet.</summary>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    public SlideFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The slide id without a slide or bag extension.</summary>
    /// <exception cref="ArgumentException">The id is null or empty.</exception>
    public static string WithoutExtension(string slideId)
    {
        ArgumentException.ThrowIfNullOrEmpty(slideId);
        var extension = SlideExtensions.Concat(BagExtensions).FirstOrDefault(
            known => slideId.Length > known.Length && slideId.EndsWith(known, StringComparison.OrdinalIgnoreCase));
        return extension is null ? slideId : slideId[..^extension.Length];
    }

    /// <summary>The bag file of a slide, or null when there is none.</summary>
    /// <param name="slideId">File name of the slide, with or without its extension; no path.</param>
    /// <exception cref="ArgumentException">The id is null or empty.</exception>
    /// <exception cref="PatchBagException">The folder does not exist, the id contains a path, or two files answer to it.</exception>
    public string? Find(string slideId)
    {
        var name = WithoutExtension(slideId);
        if (name.AsSpan().ContainsAny('/', '\\', '\0') || name is "." or "..")
            throw new PatchBagException($"The slide id '{slideId}' is not a file name: give the name of the slide without its folder.");
        if (!Directory.Exists(Path))
        {
            throw new PatchBagException(
                $"The folder of patch features '{Path}' does not exist. Expected a folder with one .h5 file per slide.");
        }

        var candidates = (
            from subfolder in Subfolders
            from extension in BagExtensions
            let file = System.IO.Path.Combine(Path, subfolder, name + extension)
            where File.Exists(file)
            select file).ToArray();
        return candidates switch
        {
            [] => null,
            [var one] => one,
            _ => throw new PatchBagException(
                $"The slide '{slideId}' has more than one file of patch features: " +
                $"{string.Join(" and ", candidates.Select(file => $"'{file}'"))}. Keep one of them."),
        };
    }
}
