namespace AdaMHF.Survival;

/// <summary>Predicted against observed survival at a horizon, for subjects with similar predictions.</summary>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="Predicted">Mean predicted probability of surviving beyond the horizon.</param>
/// <param name="Observed">Kaplan-Meier estimate of it; NaN when nobody was followed to the horizon and some survived.</param>
/// <param name="LowerBound">Lower end of the 95 % log-log interval of the estimate; NaN where the estimate is 0 or undefined.</param>
/// <param name="UpperBound">Upper end of the 95 % log-log interval of the estimate; NaN where the estimate is 0 or undefined.</param>
/// <param name="UndefinedReason">Why the observed survival is NaN; null when it is defined.</param>
public sealed record CalibrationGroup(
    int Subjects, double Predicted, double Observed, double LowerBound, double UpperBound, string? UndefinedReason);
