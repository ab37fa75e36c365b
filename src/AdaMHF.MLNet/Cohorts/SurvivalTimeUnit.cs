namespace AdaMHF.MLNet;

/// <summary>Unit of the times of a table. Within the library times are months of 30.4375 days.</summary>
public enum SurvivalTimeUnit
{
    /// <summary>Months, as they are.</summary>
    Months,

    /// <summary>Days; 30.4375 are a month.</summary>
    Days,

    /// <summary>Weeks of 7 days.</summary>
    Weeks,

    /// <summary>Years of 12 months.</summary>
    Years,
}
