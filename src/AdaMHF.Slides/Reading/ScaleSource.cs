namespace AdaMHF.Slides;

/// <summary>Where a slide's microns per pixel come from.</summary>
public enum ScaleSource
{
    /// <summary>Nowhere: the file carries no scale.</summary>
    None,

    /// <summary>The scanner's own entry, such as Aperio's <c>MPP</c> or OME's <c>PhysicalSizeX</c>.</summary>
    Metadata,

    /// <summary>The resolution tags of TIFF, where they give 0.02 to 20 microns per pixel; screens and printers have more.</summary>
    ResolutionTags,

    /// <summary>10 divided by the objective's magnification: the scanners' convention, not a measurement.</summary>
    Magnification,

    /// <summary>Whoever opened the slide: <see cref="SlideImage.Open"/> was told so.</summary>
    Assumed,
}
