namespace AdaMHF.MLNet;

/// <summary>Which slides of a patient who has several become the bag. Slides without a file are left out first, where that is allowed.</summary>
public enum SeveralSlides
{
    /// <summary>All, one after the other in the order of the table.</summary>
    All,

    /// <summary>The first one of the table.</summary>
    First,

    /// <summary>The one with most patches, the first of equally large ones. The headers of a patient's files are read when the row is.</summary>
    Largest,
}
