using AdaMHF.PatchBags;

namespace ScoringService;

/// <summary>
/// What one request brought, in a temporary folder that is deleted with it. Files are named by numbers: no name from outside reaches the
/// file system. Bags are found by the names that the user gave, which are nothing but keys.
/// </summary>
internal sealed class RequestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoring-service-");
    private readonly Dictionary<string, string> _bags = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Name)> _files = [];

    /// <summary>Path of the table; null until there is one.</summary>
    public string? Table { get; private set; }

    /// <summary>The patients that came as JSON; null where a table came.</summary>
    public IReadOnlyList<JsonPatient>? Patients { get; set; }

    /// <summary>Bytes of all bags so far.</summary>
    public long BagBytes { get; set; }

    public int BagCount => _bags.Count;

    /// <summary>Slides with a bag, without the extensions of their files.</summary>
    public IReadOnlyCollection<string> Slides => _bags.Keys;

    /// <summary>A new path for the table.</summary>
    public string AddTable(string name)
    {
        if (Table is not null) throw ProblemException.Wrong("There are two tables; send one.");
        return Table = NewPath(name);
    }

    /// <summary>A new path for the bag of a slide.</summary>
    /// <param name="fileName">The user's name of the file: that of the slide, with the extension of a bag or without.</param>
    public string AddBag(string fileName)
    {
        if (fileName.Length is 0 or > 255 || fileName is "." or ".." || fileName.Any(c => c is '/' or '\\' or ':' || char.IsControl(c)))
        {
            throw ProblemException.Wrong(
                $"'{Shown(fileName)}' is no name of a bag; expected the name of the slide's file, without a folder.");
        }
        var path = NewPath(fileName);
        if (!_bags.TryAdd(SlideFolder.WithoutExtension(fileName), path))
            throw ProblemException.Wrong($"There are two bags of slide '{Shown(SlideFolder.WithoutExtension(fileName))}'; send one.");
        return path;
    }

    /// <summary>The file of a slide's bag; null where none was sent.</summary>
    public string? BagOf(string slideId) => _bags.GetValueOrDefault(SlideFolder.WithoutExtension(slideId));

    /// <summary>The user's name of a file of this folder.</summary>
    public string NameOf(string path) => _files.First(file => file.Path == path).Name;

    /// <summary>A message of the library with the user's own names of the files.</summary>
    public string InOwnWords(string message)
    {
        foreach (var (path, name) in _files) message = message.Replace(path, Shown(name), StringComparison.Ordinal);
        return message.Length > 2000 ? message[..2000] + "..." : message;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A new path for anything else.</summary>
    public string NewPath(string name)
    {
        // Fixed width: no path is the beginning of another.
        var path = Path.Combine(_folder.FullName, $"{_files.Count:D6}");
        _files.Add((path, name));
        return path;
    }

    private static string Shown(string name) =>
        new([.. name.Take(100).Select(character => char.IsControl(character) ? '?' : character)]);
}
