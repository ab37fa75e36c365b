using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>All files of a unit.</summary>
/// <param name="Manifest">How it came to be.</param>
/// <param name="Predictions">Held-out patients in every condition.</param>
/// <param name="Curve">Training curve; empty without a network.</param>
/// <param name="Timing">What it took; null when it is not looked at.</param>
internal sealed record UnitResult(
    UnitManifest Manifest, IReadOnlyList<PatientPrediction> Predictions, IReadOnlyList<TrainingEpoch> Curve, UnitTiming? Timing);
