namespace AdaMHF.Survival;

/// <summary>Position of a time among the times of predictions.</summary>
/// <param name="Left">Column of the last time at or before it; -1 for time 0, where the probability is 1.</param>
/// <param name="Fraction">How far it is on the way to the next column, 0 to below 1; 0 for steps.</param>
internal readonly record struct CurvePlace(int Left, double Fraction);
