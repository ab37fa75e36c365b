namespace AdaMHF.MLNet;

/// <summary>What to do with patients of whom time or event is not known.</summary>
public enum MissingOutcomes
{
    /// <summary>The table is refused.</summary>
    Refuse,

    /// <summary>They are left out and named in <see cref="CohortReport.LeftOut"/>.</summary>
    LeaveOut,
}
