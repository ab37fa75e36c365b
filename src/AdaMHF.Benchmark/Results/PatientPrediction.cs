namespace AdaMHF.Benchmark;

/// <summary>One row of predictions.csv.</summary>
/// <param name="Condition">What was missing.</param>
/// <param name="PatientId">The patient, held out.</param>
/// <param name="Time">Months to death or to the last follow-up.</param>
/// <param name="Event">True = death observed.</param>
/// <param name="Risk">Higher = earlier death expected; NaN when the system knows nothing of the patient.</param>
/// <param name="Survival">Probability of outliving each time bin; empty when there is a risk alone.</param>
internal sealed record PatientPrediction(string Condition, string PatientId, double Time, bool Event, double Risk, float[] Survival);
