namespace AdaMHF.MLNet;

/// <summary>The columns that say who a patient is and what happened; options that read outcomes derive from it.</summary>
public abstract record OutcomeColumns
{
    /// <summary>
    /// Months to death or to the last follow-up. Trainers ask for Single, above 0; evaluation takes Single or Double, at least 0. Default <c>Time</c>.
    /// </summary>
    public string TimeColumnName { get; init; } = SurvivalColumns.Time;

    /// <summary>Boolean, true = death observed. Default <c>Event</c>.</summary>
    public string EventColumnName { get; init; } = SurvivalColumns.Event;

    /// <summary>Text that identifies patients, in messages for the most part; need not be there. Default <c>PatientId</c>.</summary>
    public string PatientColumnName { get; init; } = SurvivalColumns.PatientId;
}
