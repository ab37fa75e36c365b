namespace AdaMHF.PatchBags;

/// <summary>A slide whose features are standardised as they are read.</summary>
internal sealed class ScaledSlide(ISlideSource slide, PatchScaling scaling) : ISlideSource
{
    public string Name => slide.Name;

    public SlideHeader ReadHeader() => slide.ReadHeader();

    public void Read(SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates)
    {
        if (header.Width != scaling.Width)
        {
            throw new PatchBagException(
                $"'{Name}' has features of width {header.Width}, but those that it is standardised by had width {scaling.Width}: they come "
                + "from different encoders.");
        }
        slide.Read(header, rows, features, coordinates);
        scaling.Apply(features.Span, Name);
    }

    public void ReadCoordinates(SlideHeader header, int[] rows, Memory<PatchCoordinate> coordinates) =>
        slide.ReadCoordinates(header, rows, coordinates);
}
