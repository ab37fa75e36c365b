namespace AdaMHF.Reports;

/// <summary>Draws slides: <c>slide.Plot().SavePng("map.png")</c>.</summary>
public static class SlidePlotExtensions
{
    /// <summary>Draws the scores of a slide's patches as colours.</summary>
    /// <param name="slide">The patches.</param>
    /// <param name="options">Title, thumbnail and colours.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SlideHeatMap Plot(this SlidePatches slide, SlideHeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(slide);
        return new(slide, options ?? new());
    }
}
