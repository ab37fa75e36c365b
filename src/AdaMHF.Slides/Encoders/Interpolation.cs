namespace AdaMHF.Slides;

/// <summary>Filter that scales patches to an encoder's input; smoothed where it shrinks, as Pillow and torchvision do.</summary>
public enum Interpolation
{
    /// <summary>Triangle; torchvision's default.</summary>
    Bilinear,

    /// <summary>Cubic; timm's default.</summary>
    Bicubic,

    /// <summary>Lanczos, three lobes.</summary>
    Lanczos,
}
