namespace AdaMHF.Survival;

/// <summary>Which time is the quantile where a survival curve stays exactly on the level for a while.</summary>
public enum QuantileRule
{
    /// <summary>The middle of the flat part (R).</summary>
    Midpoint,

    /// <summary>The first time on or below the level (lifelines).</summary>
    FirstCrossing,
}
