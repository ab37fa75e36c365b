namespace AdaMHF.Slides;

/// <summary>What became of a slide.</summary>
public enum SlideState
{
    /// <summary>Its bag is written.</summary>
    Done,

    /// <summary>It has no patch, and so no bag; the reason says why.</summary>
    NoPatches,

    /// <summary>It could not be used; the reason says why. The next run tries again.</summary>
    Failed,
}
