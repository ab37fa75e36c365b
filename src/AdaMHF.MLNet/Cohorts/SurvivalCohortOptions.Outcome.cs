namespace AdaMHF.MLNet;

public sealed partial record SurvivalCohortOptions
{
    /// <summary>
    /// Column of the time to death or to the last follow-up, 0 or more. With <see cref="FollowUpColumnName"/> the time to death.
    /// Default: <c>survival_months</c>.
    /// </summary>
    public string TimeColumnName { get; init; } = "survival_months";

    /// <summary>
    /// Column of the time to the last follow-up of patients who are alive, for tables that have two columns of times, such as GDC's
    /// <c>days_to_death</c> and <c>days_to_last_follow_up</c>. Default: null, <see cref="TimeColumnName"/> has both.
    /// </summary>
    public string? FollowUpColumnName { get; init; }

    /// <summary>
    /// Unit of the times. Null: the unit in the name of the column, as in OS_days, else months; the report says which. Default null.
    /// </summary>
    public SurvivalTimeUnit? TimeUnit { get; init; }

    /// <summary>
    /// Longest time in months that is believed; a longer one is refused as another unit or a date. Default 1200, a hundred years.
    /// </summary>
    public double LongestMonths { get; init; } = 1200;

    /// <summary>
    /// Column of the time from which a patient is under observation (left truncation), in the unit of the times, at least 0 and below the
    /// time. It becomes <see cref="SurvivalColumns.EntryMonths"/>. Default: null, all from 0.
    /// </summary>
    public string? EntryColumnName { get; init; }

    /// <summary>
    /// Column in which 1 means censored and 0 death observed. Default: <c>censorship</c> unless <see cref="EventColumnName"/> is set;
    /// setting both is refused.
    /// </summary>
    public string? CensorshipColumnName { get; init; }

    /// <summary>
    /// Column in which 1 means death observed and 0 censored, for tables that do not follow the field's inverted convention. Alive and
    /// Dead, Living and Deceased, and cBioPortal's 0:LIVING and 1:DECEASED are read as well. Default: null.
    /// </summary>
    public string? EventColumnName { get; init; }

    /// <summary>
    /// Values of the event or censorship column, and whether each means that the death was observed; with these no other is read. Letters
    /// may be of either case. A coding of 1 and 2 is read only so. Default: null, the usual codings.
    /// </summary>
    /// <example><code>EventValues = new Dictionary&lt;string, bool&gt; { ["1"] = false, ["2"] = true }</code></example>
    public IReadOnlyDictionary<string, bool>? EventValues { get; init; }

    /// <summary>What to do with a time of 0. Default: the table is refused.</summary>
    public ZeroTimes ZeroTimes { get; init; }

    /// <summary>What to do with an unknown time or event. Default: the table is refused.</summary>
    public MissingOutcomes MissingOutcomes { get; init; }
}
