namespace AdaMHF.PatchBags;

/// <summary>A slide whose features lie in a file. The file is open only while it is read.</summary>
internal sealed class FileSlide : ISlideSource
{
    public FileSlide(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = path;
    }

    public string Name { get; }

    public SlideHeader ReadHeader() => WithFile((format, file) => format.ReadHeader(file, Name));

    public void Read(SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates) =>
        WithFile((format, file) =>
        {
            format.ReadRows(file, header, rows, features, coordinates);
            return rows.Length;
        });

    public void ReadCoordinates(SlideHeader header, Memory<PatchCoordinate> coordinates) =>
        WithFile((format, file) =>
        {
            format.ReadCoordinates(file, header, coordinates);
            return coordinates.Length;
        });

    /// <summary>Opens the file, finds its format, and turns whatever goes wrong into the one exception type.</summary>
    private T WithFile<T>(Func<IPatchBagFormat, FileStream, T> read)
    {
        try
        {
            using var file = new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return read(PatchBagFormats.Of(file, Name), file);
        }
        catch (Exception e) when (e is not PatchBagException)
        {
            throw new PatchBagException($"Cannot read the patch bag '{Name}': {e.Message}", e);
        }
    }
}
