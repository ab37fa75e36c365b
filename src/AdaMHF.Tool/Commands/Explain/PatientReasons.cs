using AdaMHF.MLNet;

namespace AdaMHF.Tool;

/// <summary>Everything that is said of one patient.</summary>
/// <param name="Explanation">Prediction, scores, choices.</param>
/// <param name="Shapley">Null where the model or the patient does not allow them.</param>
/// <param name="Gradients">Null where the model does not allow them.</param>
internal sealed record PatientReasons(PatientExplanation Explanation, ShapleyAttribution? Shapley, GradientAttribution? Gradients);
