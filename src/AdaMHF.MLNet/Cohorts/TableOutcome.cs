namespace AdaMHF.MLNet;

/// <summary>The outcome of a row.</summary>
/// <param name="Time">Months; NaN where it is not known.</param>
/// <param name="Event">True = death observed; null where it is not known.</param>
/// <param name="Entry">Months; 0 without a column.</param>
/// <param name="TimeColumn">Where the time is.</param>
/// <param name="TimeText">The cell of the time.</param>
/// <param name="EventText">The cell of the event.</param>
internal sealed record TableOutcome(float Time, bool? Event, float Entry, int TimeColumn, string TimeText, string EventText)
{
    public bool IsKnown => Event is not null && !float.IsNaN(Time);
}
