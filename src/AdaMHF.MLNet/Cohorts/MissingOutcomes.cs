namespace AdaMHF.MLNet;

/// <summary>What to do with patients of whom time or event is not known.</summary>
public enum MissingOutcomes
{
    /// <summary>The table is refused.</summary>
    Refuse,

    /// <summary>They are left out and named in <see cref="CohortReport.LeftOut"/>.</summary>
    LeaveOut,

    /// <summary>
    /// They stay, with NaN as time and false as event: patients to be scored. No trainer and no measure takes them. The columns of time and
    /// event may be absent altogether.
    /// </summary>
    Keep,
}
