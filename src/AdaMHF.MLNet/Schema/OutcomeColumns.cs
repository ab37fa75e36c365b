namespace AdaMHF.MLNet;

/// <summary>Names of the columns with a patient's identifier, time and event; base of the options that read outcomes.</summary>
public abstract record OutcomeColumns
{
    /// <summary>
    /// Months to death or to the last follow-up. Trainers need Single, above 0; evaluation takes Single or Double, at least 0.
    /// Default <c>Time</c>.
    /// </summary>
    public string TimeColumnName { get; init; } = SurvivalColumns.Time;

    /// <summary>Boolean, true = death observed. Default <c>Event</c>.</summary>
    public string EventColumnName { get; init; } = SurvivalColumns.Event;

    /// <summary>Text that identifies patients, mostly in messages; optional in the data. Default <c>PatientId</c>.</summary>
    public string PatientColumnName { get; init; } = SurvivalColumns.PatientId;
}
