namespace AdaMHF.Slides;

/// <summary>How a patch of another size becomes an encoder's input.</summary>
public enum PatchFit
{
    /// <summary>The whole patch is scaled.</summary>
    Resize,

    /// <summary>The middle of the patch is cut out; a smaller patch is scaled up to the input's size.</summary>
    CenterCrop,
}
