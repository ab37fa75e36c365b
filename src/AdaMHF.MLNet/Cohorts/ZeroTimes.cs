namespace AdaMHF.MLNet;

/// <summary>What to do with patients whose time is 0, who die or are last seen on the first day.</summary>
public enum ZeroTimes
{
    /// <summary>The table is refused.</summary>
    Refuse,

    /// <summary>They are left out and named in <see cref="CohortReport.LeftOut"/>.</summary>
    LeaveOut,

    /// <summary>Half a unit of the table, such as half a day: between 0 and the first time that could be told from it.</summary>
    HalfUnit,
}
