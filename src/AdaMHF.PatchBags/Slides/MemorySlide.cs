namespace AdaMHF.PatchBags;

/// <summary>A slide whose features are in memory.</summary>
internal sealed class MemorySlide(PatchFeatures patches) : ISlideSource
{
    public string Name => "memory";

    public SlideHeader ReadHeader() => new(Name, patches.Count, patches.Width, HasCoordinates: patches.Coordinates is not null);

    public void ReadCoordinates(SlideHeader header, int[] rows, Memory<PatchCoordinate> coordinates)
    {
        for (var i = 0; i < rows.Length; i++) coordinates.Span[i] = patches.Coordinates![rows[i]];
    }

    public void Read(SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            patches.Row(rows[i]).CopyTo(features.Span[(i * patches.Width)..]);
            if (!coordinates.IsEmpty) coordinates.Span[i] = patches.Coordinates![rows[i]];
        }
    }
}
