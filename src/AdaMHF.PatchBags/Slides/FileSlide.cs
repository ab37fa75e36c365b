namespace AdaMHF.PatchBags;

/// <summary>A slide whose features are stored in a file. The file is open only while it is read.</summary>
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
            RequireUnchanged(header, content.Header);
            content.Read(rows, features.Span, coordinates.Span);
            return rows.Length;
        });

    public void ReadCoordinates(SlideHeader header, int[] rows, Memory<PatchCoordinate> coordinates) =>
        WithContent(content =>
        {
            RequireUnchanged(header, content.Header);
            content.ReadCoordinates(rows, coordinates.Span);
            return rows.Length;
        });

    private void RequireUnchanged(SlideHeader was, SlideHeader now)
    {
        if (now.PatchCount == was.PatchCount && now.Width == was.Width) return;
        throw new PatchBagException(
            $"'{Name}' changed while it was in use: it had {was.PatchCount} x {was.Width} features and now has " +
            $"{now.PatchCount} x {now.Width}. Open the bag again.");
    }

    /// <summary>Opens the file, finds its format, and turns every failure into one exception type.</summary>
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
