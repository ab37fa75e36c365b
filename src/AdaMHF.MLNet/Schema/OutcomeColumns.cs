namespace AdaMHF.MLNet;

/// <summary>Names of the columns with a patient's identifier, time and event; base of the options that read outcomes.</summary>
public abstract record OutcomeColumns
{
    /// <summary>
    /// Months to death or to the last follow-up. Trainers need Single, above 0; evaluation takes Single or Double, at least 0.
    /// Default <c>Time</c>.
    /// </summary>
    public string TimeColumnName { get; init; } = SurvivalColumns.Time;

    /// <summary>
    /// Months from which each patient is under observation (left truncation), Single or Double, at least 0 and below the time; optional in
    /// the data. Kaplan-Meier, log-rank test, Harrell's concordance and Cox regression take it as R's <c>Surv(entry, time, event)</c>;
    /// measures without such a form are left out with a reason, and trainers without one refuse the data: drop the column to train as if
    /// all were observed from 0. Default <c>EntryMonths</c>.
    /// </summary>
    public string EntryColumnName { get; init; } = SurvivalColumns.EntryMonths;

    /// <summary>Boolean, true = death observed. Default <c>Event</c>.</summary>
    public string EventColumnName { get; init; } = SurvivalColumns.Event;

    /// <summary>Text that identifies patients, mostly in messages; optional in the data. Default <c>PatientId</c>.</summary>
    public string PatientColumnName { get; init; } = SurvivalColumns.PatientId;
}
