namespace AdaMHF.Survival;

/// <summary>Who is at risk of being censored at a time that also has events.</summary>
public enum CensoringTies
{
    /// <summary>Those without an event there: events come first. R, riskRegression, scikit-survival.</summary>
    EventsFirst,

    /// <summary>Everyone who reached the time: Kaplan-Meier with the flags inverted. pycox.</summary>
    Naive,
}
