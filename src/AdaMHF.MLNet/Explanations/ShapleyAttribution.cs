namespace AdaMHF.MLNet;

/// <summary>
/// Exact Shapley values (Shapley 1953) of the parts of a patient's data, from the predictions of all coalitions: how the prediction moves
/// from that of nobody in particular to the patient's. The values of all players add up to the difference, on the risk and at every month.
/// </summary>
/// <remarks>
/// The players are what the patient has and the model reads: pathology, each genomic group, the clinical values. In a coalition, pathology
/// or clinical values that are absent take the network's path for a missing modality; a genomic group that is absent stands at its training
/// means while another group is there, and without any group genomics is missing. A coalition with neither pathology nor a group, from
/// which no network predicts, has the mean prediction of the training patients: <see cref="BaseRisk"/> and <see cref="BaseCurve"/>. So has
/// a patient who has nothing that the model reads, without any player.
/// </remarks>
/// <param name="PatientId">Identifier of the patient.</param>
/// <param name="Players">Pathology, the groups in the model's order, clinical values: those that the patient has.</param>
/// <param name="BaseRisk">Mean risk of the training patients.</param>
/// <param name="Risk">Risk of the patient: the base risk plus the values of all players.</param>
/// <param name="BaseCurve">Mean survival curve of the training patients.</param>
/// <param name="Curve">Survival curve of the patient.</param>
public sealed record ShapleyAttribution(
    string PatientId, IReadOnlyList<ShapleyPlayer> Players, double BaseRisk, double Risk, PatientCurve BaseCurve, PatientCurve Curve);
