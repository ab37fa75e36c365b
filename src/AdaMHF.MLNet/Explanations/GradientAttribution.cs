namespace AdaMHF.MLNet;

/// <summary>
/// Integrated gradients (Sundararajan et al. 2017) of the risk: from a baseline, where every gene and clinical value stands at its training
/// mean and every patch at the mean training patch, to the patient, along a straight line.
/// </summary>
/// <remarks>
/// Token selection and gates choose, so that the risk has steps along the line, which no gradient sees. The decisions are therefore held as
/// they are at the patient (<see cref="HoldsDecisions"/>): <see cref="BaseRisk"/> is what the network would say of the baseline with the
/// patient's tokens and experts, and the attributions add up to <see cref="Risk"/> minus this. A missing modality stays missing.
/// </remarks>
/// <param name="PatientId">Identifier of the patient.</param>
/// <param name="BaseRisk">Risk at the baseline.</param>
/// <param name="Risk">Risk of the patient.</param>
/// <param name="Genes">Group after group; empty without genomics.</param>
/// <param name="Patches">The patches by which the patient is predicted; empty without pathology.</param>
/// <param name="Clinical">Of the clinical values, by slot name; empty without any.</param>
/// <param name="Steps">Points of the line that were needed.</param>
/// <param name="HoldsDecisions">Whether the network has decisions that were held.</param>
public sealed record GradientAttribution(
    string PatientId,
    double BaseRisk,
    double Risk,
    IReadOnlyList<GeneAttribution> Genes,
    IReadOnlyList<PatchAttribution> Patches,
    IReadOnlyList<GeneAttribution> Clinical,
    int Steps,
    bool HoldsDecisions)
{
    /// <summary>
    /// Completeness: the sum of all attributions as a share of the difference between risk and base risk; 1 when exact, NaN without a
    /// difference.
    /// </summary>
    public double Completeness => Risk == BaseRisk
        ? double.NaN
        : (Genes.Sum(one => one.Attribution) + Patches.Sum(one => one.Attribution) + Clinical.Sum(one => one.Attribution))
            / (Risk - BaseRisk);
}
