namespace AdaMHF.Networks;

/// <summary>
/// A network that takes all patients of a batch at once, which is possible for short vectors and hundreds of times faster than one
/// by one. Trainers use it with losses that compare patients.
/// </summary>
public interface IJointPredictor
{
    /// <summary>Predicts several patients; without dropout and batch norm each gets the output that it would get alone.</summary>
    /// <param name="patients">The patients, at least one.</param>
    /// <returns>One output per patient, in order. In training each carries the auxiliary loss that it would carry alone.</returns>
    /// <exception cref="ArgumentException">A patient has neither modality, or other genomic groups than the network.</exception>
    IReadOnlyList<SurvivalOutput> PredictJointly(IReadOnlyList<PatientTensors> patients);
}
