namespace AdaMHF.Reports;

/// <summary>Who answered an item of a <see cref="TripodCard"/>.</summary>
public enum TripodItemState
{
    /// <summary>Nobody: the user has to write it.</summary>
    ToWrite,

    /// <summary>The program knows a part; the user has to write the rest.</summary>
    Partial,

    /// <summary>The program filled it in.</summary>
    Filled,

    /// <summary>The user wrote it.</summary>
    Written,
}
