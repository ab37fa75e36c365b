namespace AdaMHF.Benchmark;

/// <summary>What a system says of one patient.</summary>
/// <param name="PatientId">The patient.</param>
/// <param name="Risk">Higher = earlier death expected; NaN when the system knows nothing of the patient.</param>
/// <param name="Survival">Probability of outliving each time bin; empty when the system gives a risk alone.</param>
internal sealed record ScoredPatient(string PatientId, double Risk, float[] Survival);
