namespace AdaMHF.PatchBags;

/// <summary>What is wrong, or may be wrong, with a slide's file.</summary>
public enum BagFinding
{
    /// <summary>The slide has no file.</summary>
    Absent,

    /// <summary>The file cannot be read as a bag, or several files match the slide.</summary>
    Unreadable,

    /// <summary>The bag has no patch.</summary>
    NoPatches,

    /// <summary>The features are of another width than those of most slides: another encoder.</summary>
    OtherWidth,

    /// <summary>A feature is NaN or infinite.</summary>
    NotFinite,

    /// <summary>All patches of a bag of two or more have the same features.</summary>
    EqualRows,

    /// <summary>A patch has the same value in all its features, such as 0.</summary>
    ConstantRows,

    /// <summary>The file belongs to another slide of the table too: <c>x</c> and <c>x.svs</c> are one bag.</summary>
    SharedFile,
}
