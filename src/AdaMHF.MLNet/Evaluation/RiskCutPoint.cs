using MathNet.Numerics.Statistics;

namespace AdaMHF.MLNet;

/// <summary>The risk that divides low from high.</summary>
/// <param name="Risk">From it on a patient is in the high-risk group.</param>
/// <param name="IsFromTraining">Whether it was given or comes from training patients, and not from those who are evaluated.</param>
internal sealed record RiskCutPoint(double Risk, bool IsFromTraining)
{
    public static RiskCutPoint Of(SurvivalEvaluationOptions options, double[] evaluated)
    {
        if (options.RiskCut is { } given) return new(given, true);
        if (options.TrainingData is { } training && training.Schema.GetColumnOrNull(options.ScoreColumnName) is not null)
        {
            var scored = EvaluatedPatients.Read(training, options, options.ScoreColumnName);
            if (scored.Risks[0].Length > 0) return new(scored.Risks[0].Median(), true);
        }
        return new(evaluated.Median(), false);
    }
}
