using AdaMHF.Survival;
using MathNet.Numerics.Statistics;

namespace AdaMHF.MLNet;

/// <summary>Averages what the members of an ensemble predict for a patient, on the scale of survival.</summary>
/// <param name="baselines">Baseline hazard of each member; empty for networks that predict hazards.</param>
/// <param name="settings">The times that are reported.</param>
internal sealed class EnsembleAverage(CoxPredictor[] baselines, PrognosisSettings settings)
{
    private readonly double[] _deaths = [.. baselines.SelectMany(baseline => baseline.BaselineTimes).Distinct().Order()];

    /// <summary>The prognosis of the mean curve.</summary>
    /// <param name="members">What each member predicts, at least two.</param>
    public PatientPrognosis Of(NetworkPrediction[] members)
    {
        double[][] curves = [.. members.Select((member, place) => SurvivalOf(member, place))];
        double[] mean = [.. curves[0].Select((_, bin) => curves.Average(curve => curve[bin]))];
        var (score, weights) = ((float)-mean.Sum(), Mean(Array.ConvertAll(members, member => member.ModalityWeights)));
        var prognosis = baselines.Length == 0
            ? PatientPrognosis.FromHazards(HazardsOf(mean), score, settings, weights)
            : FromBaselines(Array.ConvertAll(members, member => member.Risk), score, weights);
        return prognosis with
        {
            RiskSpread = (float)curves.Select(curve => -curve.Sum()).StandardDeviation(),
            Explanation = members[0].Explanation is null ? null : Mean(Array.ConvertAll(members, member => member.Explanation!)),
        };
    }

    private double[] SurvivalOf(NetworkPrediction member, int place) => baselines.Length == 0
        ? DiscreteHazards.Survival(member.Outputs)
        : [.. Enumerable.Range(0, settings.TimeBinEdges.Length - 1)
            .Select(bin => baselines[place].SurvivalAt(member.Risk, settings.EndOf(bin)))];

    private PatientPrognosis FromBaselines(double[] logHazards, float score, float[] weights)
    {
        double SurvivalAt(double months) => logHazards.Select((risk, place) => baselines[place].SurvivalAt(risk, months)).Average();
        // The mean of step curves steps where any of them does.
        var median = Array.FindIndex(_deaths, months => SurvivalAt(months) <= 0.5);
        return PatientPrognosis.FromCurve(
            score,
            SurvivalAt,
            logHazards.Select((risk, place) => baselines[place].ExpectedTime(risk, settings.LongestMonths)).Average(),
            median < 0 ? double.NaN : _deaths[median],
            settings,
            weights);
    }

    private static double[] HazardsOf(double[] survival) => [.. survival.Select((after, bin) =>
        (bin == 0 ? 1 : survival[bin - 1]) is > 0 and var before ? 1 - (after / before) : 1)];

    // All members see the same patches, so that their scores are of the same length and order.
    private static PrognosisExplanation Mean(PrognosisExplanation[] members) => members[0] with
    {
        PatchScores = Mean(Array.ConvertAll(members, member => member.PatchScores)),
        GenomicScores = Mean(Array.ConvertAll(members, member => member.GenomicScores)),
    };

    private static float[] Mean(float[][] members) =>
        [.. members[0].Select((_, place) => (float)members.Average(member => (double)member[place]))];
}
