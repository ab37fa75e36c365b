namespace AdaMHF.MLNet;

/// <summary>
/// Which slides of a patient with several slides become the bag. Slides without a file are left out first, where that is allowed.
/// </summary>
public enum SeveralSlides
{
    /// <summary>All, in the order of the table.</summary>
    All,

    /// <summary>The first one of the table.</summary>
    First,

    /// <summary>The one with the most patches; the first of equally large ones. Reads the headers of the patient's files.</summary>
    Largest,
}
