namespace AdaMHF.MLNet;

/// <summary>A predicted survival curve at the ends of the model's time bins.</summary>
/// <param name="Months">Months from 0 to the longest time of the training patients, rising.</param>
/// <param name="Survival">Probability of being alive then; 1 at 0 months.</param>
public sealed record PatientCurve(IReadOnlyList<double> Months, IReadOnlyList<double> Survival);
