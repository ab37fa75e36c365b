namespace AdaMHF.MLNet;

/// <summary>What to do with a column in which the rows of one patient differ. A contradiction in the outcome is always refused.</summary>
public enum RowDifference
{
    /// <summary>The table is refused.</summary>
    Refuse,

    /// <summary>The first row's value counts.</summary>
    TakeFirst,

    /// <summary>The column describes the slide (or sample) and not the patient, and is left out.</summary>
    LeaveOut,
}
