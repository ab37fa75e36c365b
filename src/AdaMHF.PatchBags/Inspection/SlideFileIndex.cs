namespace AdaMHF.PatchBags;

/// <summary>The bag files of a folder by the slide's name.</summary>
internal sealed class SlideFileIndex
{
    // Folders date their changes by a clock that stands still for some milliseconds.
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(2);

    private readonly ILookup<string, (string File, string SlideExtension)> _files;
    private readonly DateTime[] _times;
    private readonly bool _isSettled;

    /// <summary>Sorts files.</summary>
    /// <param name="files">All bag files, in the order of the folders.</param>
    /// <param name="times">When the folders were changed last, read before the files were listed.</param>
    public SlideFileIndex(IReadOnlyList<string> files, DateTime[] times)
    {
        _times = times;
        _isSettled = times.All(time => DateTime.UtcNow - time > ClockStep);
        _files = files
            .Select(file => (File: file, IsName: Identifier.TryRead(Path.GetFileName(file), out var name, out _), Name: name))
            .Where(file => file.IsName)
            .Select(file => (file.File, Parts: SlideFolder.NameParts(file.Name)))
            .ToLookup(file => file.Parts.Name, file => (file.File, file.Parts.SlideExtension), StringComparer.Ordinal);
    }

    /// <summary>Whether the folders are still as they were.</summary>
    public bool IsOf(DateTime[] times) => _isSettled && times.AsSpan().SequenceEqual(_times);

    /// <summary>
    /// Files named by the slide without its extension or with it. A slide without one is also found under any slide extension, where no
    /// file is named as it is.
    /// </summary>
    public string[] Of(string name, string slideExtension)
    {
        var named = _files[name].ToArray();
        var exact = Array.FindAll(named, file => file.SlideExtension.Length == 0
            || file.SlideExtension.Equals(slideExtension, StringComparison.OrdinalIgnoreCase));
        return Array.ConvertAll(exact.Length == 0 && slideExtension.Length == 0 ? named : exact, file => file.File);
    }
}
