using System.Text.Json.Nodes;
using AdaMHF.PatchBags;

namespace AdaMHF.Slides;

/// <summary>A folder of extracted bags: <c>{slide}.h5</c>, the ledger, overviews, and the settings that all of them share.</summary>
/// <remarks>
/// Everything is written under a temporary name and moved into place, the ledger's entry last. Processes on one folder claim a slide by
/// locking a file of its own; the lock of a process that was killed is gone with it.
/// </remarks>
public sealed class BagFolder
{
    private const string SettingsFile = "extraction.json";

    /// <summary>Names a folder. Nothing is written yet.</summary>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    public BagFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Id of a slide: its file name without a slide's extension.</summary>
    public static string IdOf(string slideFile) => SlideFolder.WithoutExtension(System.IO.Path.GetFileName(slideFile));

    /// <summary>The bag of a slide, whether or not it exists.</summary>
    public string BagOf(string id) => System.IO.Path.Combine(Path, $"{id}.h5");

    /// <summary>The overview of a slide, whether or not it exists.</summary>
    public string OverviewOf(string id) => System.IO.Path.Combine(Path, "overviews", $"{id}.jpg");

    /// <summary>The ledger's entry of a slide; null where there is none.</summary>
    public SlideRecord? RecordOf(string id) => LedgerJson.TryRead<SlideRecord>(RecordFile(id));

    /// <summary>When the entry was written.</summary>
    internal DateTime RecordTime(string id) => File.GetLastWriteTimeUtc(RecordFile(id));

    internal void Write(SlideRecord record) => LedgerJson.Write(RecordFile(record.Slide), record);

    /// <summary>Claims a slide for this process; null where another one has it.</summary>
    internal FileStream? TryClaim(string id)
    {
        var claims = Directory.CreateDirectory(System.IO.Path.Combine(Path, ".claims"));
        try
        {
            return new(
                System.IO.Path.Combine(claims.FullName, id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (IsLocked(error))
        {
            return null;
        }
    }

    /// <summary>Writes the settings, or compares them with those that the folder has.</summary>
    /// <exception cref="SlideException">The folder's bags were made with others.</exception>
    internal void Agree(JsonObject settings)
    {
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, SettingsFile);
        if (LedgerJson.TryRead<JsonObject>(file) is not { } there)
        {
            LedgerJson.Write(file, settings);
            return;
        }
        var (before, now) = (Leaves(there), Leaves(settings));
        string[] differing = [.. before.Keys.Union(now.Keys).Where(
            name => before.GetValueOrDefault(name) != now.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
        if (differing.Length == 0) return;
        var changes = differing.Take(10).Select(
            name => $"{name} (there {before.GetValueOrDefault(name) ?? "absent"}, now {now.GetValueOrDefault(name) ?? "absent"})");
        throw new SlideException(
            $"The bags in '{Path}' were extracted with other settings: {string.Join(", ", changes)}. "
            + "Name another folder, or the same settings.");
    }

    // EAGAIN of Linux and macOS, the sharing violation of Windows. A full disk, say, is no claim of somebody else.
    private static bool IsLocked(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private string RecordFile(string id) => System.IO.Path.Combine(Path, "ledger", $"{id}.json");

    private static Dictionary<string, string> Leaves(JsonNode root)
    {
        Dictionary<string, string> leaves = [];
        Add("", root);
        return leaves;

        void Add(string path, JsonNode? node)
        {
            if (node is JsonObject parts)
                foreach (var (name, part) in parts) Add(path.Length == 0 ? name : $"{path}.{name}", part);
            else if (node is not null) leaves[path] = node.ToJsonString();
        }
    }
}
