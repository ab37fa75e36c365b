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

    public SlideHeader ReadHeader() => WithContent(content => content.Header);

    public void Read(SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates) =>
        WithContent(content =>
        {
            var (was, now) = (header, content.Header);
            if (now.PatchCount != was.PatchCount || now.Width != was.Width)
            {
                throw new PatchBagException(
                    $"'{Name}' changed while it was in use: it had {was.PatchCount} x {was.Width} features and has {now.PatchCount} x {now.Width} now. " +
                    "Open the bag anew.");
            }
            content.Read(rows, features.Span, coordinates.Span);
            return rows.Length;
        });

    /// <summary>Opens the file, finds its format, and turns whatever goes wrong into the one exception type.</summary>
    private T WithContent<T>(Func<SlideContent, T> read)
    {
        try
        {
            using var file = BagFile.Open(Name);
            return read(PatchBagFormats.Open(file));
        }
        catch (Exception e) when (e is not (PatchBagException or OutOfMemoryException))
        {
            throw new PatchBagException($"Cannot read the patch bag '{Name}': {e.Message}", e);
        }
    }
}
