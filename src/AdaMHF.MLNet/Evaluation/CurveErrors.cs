using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Errors of the predicted curves of a sample that has some.</summary>
internal static class CurveErrors
{
    public static BrierResult Brier(EvaluationSample sample) => BrierScore.Compute(
        sample.Outcomes.Time, sample.Outcomes.Event, sample.Curves!.ReadAt(sample.Times), sample.Censoring);

    /// <summary>Brier score when everybody is given the Kaplan-Meier curve of the sample.</summary>
    public static BrierResult BrierOfKaplanMeier(EvaluationSample sample) =>
        BrierScore.OfKaplanMeier(sample.Outcomes.Time, sample.Outcomes.Event, sample.Times, sample.Censoring);

    public static SmoothCalibrationResult Smooth(EvaluationSample sample) => SmoothCalibration.Fit(
        sample.Outcomes.Time, sample.Outcomes.Event, Risks(sample), sample.Horizon);

    /// <summary>Predicted probability of death up to the horizon.</summary>
    public static double[] Risks(EvaluationSample sample) => Array.ConvertAll(sample.SurvivalAtHorizon(), survival => 1 - survival);
}
