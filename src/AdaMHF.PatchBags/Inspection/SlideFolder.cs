namespace AdaMHF.PatchBags;

/// <summary>Finds the bag file of a slide in a folder of patch features.</summary>
/// <remarks>
/// A slide id follows the rule of <see cref="Identifier"/>. A bag extension (<see cref="BagExtensions"/>) and then a slide extension (.svs,
/// .tif ...) at its end are cut off, in any case, and nothing else. The file is named by the rest with a bag extension, <c>x.h5</c>, or by
/// the slide's file with one, <c>x.svs.h5</c>; extensions are in any case, all else is compared character by character. It is in the folder
/// itself or in its subfolders <c>h5_files</c> and <c>pt_files</c>. CLAM writes the same features to both: of such a pair the <c>.h5</c>
/// file is taken, because it holds the coordinates too. Two files of one slide are refused. The format of a file is recognised by its
/// content, not by its extension.
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

    private SlideFileIndex? _index;

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
    /// The slide id without its bag extension and slide extension. Tables that were made from a listing of bags name the bag file itself.
    /// </summary>
    /// <exception cref="ArgumentException">The id is null or empty.</exception>
    public static string WithoutExtension(string slideId)
    {
        ArgumentException.ThrowIfNullOrEmpty(slideId);
        return NameParts(slideId).Name;
    }

    /// <summary>The bag file of a slide, or null when there is none.</summary>
    /// <param name="slideId">File name of the slide, with or without its extension; no path.</param>
    /// <exception cref="ArgumentException">The id is null or empty.</exception>
    /// <exception cref="PatchBagException">
    /// The folder does not exist, the id is no identifier or contains a path, or two files match it.
    /// </exception>
    public string? Find(string slideId)
    {
        ArgumentException.ThrowIfNullOrEmpty(slideId);
        if (!Identifier.TryRead(slideId, out var id, out var problem))
            throw new PatchBagException($"'{Identifier.Shown(slideId)}' identifies no slide: it {problem}.");
        var (name, extension) = NameParts(id);
        if (name.AsSpan().ContainsAny('/', '\\') || name is "." or "..")
            throw new PatchBagException($"The slide id '{slideId}' is not a file name: give the name of the slide without its folder.");
        RequireFolder();

        var candidates = Index().Of(name, extension);
        return candidates switch
        {
            [] => null,
            [var one] => one,
            [var h5, var pt] when InSubfolder(h5, ClamH5Folder, ".h5") && InSubfolder(pt, ClamPtFolder, ".pt") => h5,
            _ => throw new PatchBagException(
                $"The slide '{slideId}' has more than one file of patch features: " +
                $"{string.Join(" and ", candidates.Select(file => $"'{file}'"))}. Keep one of them."),
        };

        bool InSubfolder(string file, string subfolder, string ending) =>
            System.IO.Path.GetDirectoryName(file) == System.IO.Path.Combine(Path, subfolder)
            && file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
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

    /// <summary>The name of a slide or of its bag file without extensions, and the slide's extension, empty where there is none.</summary>
    internal static (string Name, string SlideExtension) NameParts(string file)
    {
        var slide = Without(BagExtensions, file);
        var name = Without(SlideExtensions, slide);
        return (name, slide[name.Length..]);

        static string Without(IReadOnlyList<string> extensions, string name) =>
            extensions.FirstOrDefault(known => name.Length > known.Length && name.EndsWith(known, StringComparison.OrdinalIgnoreCase))
                is { } extension ? name[..^extension.Length] : name;
    }

    // Listing a folder once is cheaper than asking for every spelling of every slide; a file that comes or goes changes the folder's time.
    private SlideFileIndex Index()
    {
        DateTime[] times = [.. Subfolders.Select(subfolder => Directory.GetLastWriteTimeUtc(System.IO.Path.Combine(Path, subfolder)))];
        var index = _index;
        if (index is null || !index.IsOf(times)) _index = index = new(Files(), times);
        return index;
    }

    private void RequireFolder()
    {
        if (Directory.Exists(Path)) return;
        throw new PatchBagException(
            $"The folder of patch features '{Path}' does not exist. Expected a folder with one file per slide, such as {{slide id}}.h5.");
    }
}
