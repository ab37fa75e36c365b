namespace AdaMHF.PatchBags;

/// <summary>Finds the bag file of a slide in a folder of patch features.</summary>
/// <remarks>
/// A known slide extension (.svs, .tif ...) or bag extension (<see cref="BagExtensions"/>) at the end of the slide id is removed, in any
/// case; nothing else is ever cut off. The file is then <c>{id}</c> with a bag extension, in the folder itself or in its subfolders
/// <c>h5_files</c> and <c>pt_files</c>. CLAM writes the same features to both: of such a pair the <c>.h5</c> file is taken, because it
/// holds the coordinates too. The format of a file is recognised by its content, not by its extension.
/// </remarks>
public sealed class SlideFolder
{
    private const string ClamH5Folder = "h5_files";
    private const string ClamPtFolder = "pt_files";

    private static readonly string[] SlideExtensions =
    [
        ".svs", ".tif", ".tiff", ".ndpi", ".mrxs", ".scn", ".bif", ".vms", ".vmu", ".dcm",
        ".svslide", ".isyntax", ".czi", ".sdpc", ".qptiff",
    ];

    private static readonly string[] Subfolders = ["", ClamH5Folder, ClamPtFolder];

    /// <summary>Names a folder. Nothing is looked up yet.</summary>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    public SlideFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>File name extensions of bags, such as <c>.h5</c> and <c>.pt</c>: those of every format that can be read.</summary>
    public static IReadOnlyList<string> BagExtensions => PatchBagFormats.Extensions;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>
    /// The slide id without a slide or bag extension. Tables that were made from a listing of bags name the bag file itself.
    /// </summary>
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
    /// <exception cref="PatchBagException">The folder does not exist, the id contains a path, or two files match it.</exception>
    public string? Find(string slideId)
    {
        var name = WithoutExtension(slideId);
        if (name.AsSpan().ContainsAny('/', '\\', '\0') || name is "." or "..")
            throw new PatchBagException($"The slide id '{slideId}' is not a file name: give the name of the slide without its folder.");
        RequireFolder();

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
            [var h5, var pt] when h5 == System.IO.Path.Combine(Path, ClamH5Folder, name + ".h5")
                && pt == System.IO.Path.Combine(Path, ClamPtFolder, name + ".pt") => h5,
            _ => throw new PatchBagException(
                $"The slide '{slideId}' has more than one file of patch features: " +
                $"{string.Join(" and ", candidates.Select(file => $"'{file}'"))}. Keep one of them."),
        };
    }

    /// <summary>
    /// All files of the folder and its subfolders <c>h5_files</c> and <c>pt_files</c> that have a bag extension, in ordinal order.
    /// </summary>
    /// <exception cref="PatchBagException">The folder does not exist.</exception>
    public IReadOnlyList<string> Files()
    {
        RequireFolder();
        return
        [
            .. from subfolder in Subfolders
               let folder = System.IO.Path.Combine(Path, subfolder)
               where Directory.Exists(folder)
               from file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
               where BagExtensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
               select file,
        ];
    }

    /// <summary>
    /// Compares the folder with a list of slides and reads every matched file from start to end: finds before a training what would stop or
    /// mislead it.
    /// </summary>
    /// <param name="slideIds">Slide ids, as for <see cref="Find"/>; repeated ids count once, empty ones are ignored.</param>
    /// <param name="readFeatures">
    /// Whether to read the features too; false reads the headers only and finds nothing about values. Default true.
    /// </param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="PatchBagException">The folder does not exist.</exception>
    public SlideFolderReport Inspect(IEnumerable<string> slideIds, bool readFeatures = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(slideIds);
        RequireFolder();
        return SlideInspector.Inspect(this, slideIds, readFeatures, cancellation);
    }

    private void RequireFolder()
    {
        if (Directory.Exists(Path)) return;
        throw new PatchBagException(
            $"The folder of patch features '{Path}' does not exist. Expected a folder with one file per slide, such as {{slide id}}.h5.");
    }
}
