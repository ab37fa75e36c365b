namespace AdaMHF.MLNet;

/// <summary>Converts times to months, and finds the unit that a column's name gives.</summary>
internal static class TimeUnits
{
    public const double DaysPerMonth = 30.4375;

    private static readonly (string Word, SurvivalTimeUnit Unit)[] Words =
    [
        ("days", SurvivalTimeUnit.Days), ("day", SurvivalTimeUnit.Days), ("weeks", SurvivalTimeUnit.Weeks),
        ("week", SurvivalTimeUnit.Weeks), ("months", SurvivalTimeUnit.Months), ("month", SurvivalTimeUnit.Months),
        ("years", SurvivalTimeUnit.Years), ("year", SurvivalTimeUnit.Years), ("yrs", SurvivalTimeUnit.Years),
    ];

    public static double Months(SurvivalTimeUnit unit) => unit switch
    {
        SurvivalTimeUnit.Days => 1 / DaysPerMonth,
        SurvivalTimeUnit.Weeks => 7 / DaysPerMonth,
        SurvivalTimeUnit.Years => 12,
        _ => 1,
    };

    /// <summary>The unit in a name such as OS_days, days_to_death or survivalMonths; null where there is none.</summary>
    public static SurvivalTimeUnit? OfName(string column)
    {
        foreach (var (word, unit) in Words)
        {
            var parts = column.Split(column.Where(letter => !char.IsLetter(letter)).Distinct().ToArray());
            if (parts.Contains(word, StringComparer.OrdinalIgnoreCase)) return unit;
            if (word.EndsWith('s') && parts.Any(part => part.EndsWith(word, StringComparison.OrdinalIgnoreCase))) return unit;
        }
        return null;
    }
}
