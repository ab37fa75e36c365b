using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a model says about one patient.</summary>
/// <param name="Score">Risk, higher = earlier death expected.</param>
/// <param name="Hazards">Probability of dying in each time bin, given alive before.</param>
/// <param name="Survival">Probability of outliving each bin.</param>
/// <param name="ExpectedMonths">Mean survival time up to the longest training time.</param>
/// <param name="MedianMonths">Median survival time; NaN when more than half are expected to outlive the longest training time.</param>
/// <param name="SurvivalAt">Probability of surviving each of the reported months; NaN beyond the longest training time.</param>
/// <param name="ModalityWeights">How much pathology and genomics counted; empty for models that do not say.</param>
internal sealed record PatientPrognosis(
    float Score, float[] Hazards, float[] Survival, float ExpectedMonths, float MedianMonths, float[] SurvivalAt, float[] ModalityWeights)
{
    /// <summary>What the network looked at; null for models that were not asked to say.</summary>
    public PrognosisExplanation? Explanation { get; init; }

    /// <summary>What follows from discrete hazards, with straight survival curves within the bins.</summary>
    public static PatientPrognosis FromHazards(double[] hazards, float score, PrognosisSettings settings, float[] modalityWeights)
    {
        var (bins, end) = (settings.Bins(), settings.LongestMonths);
        return new(
            score,
            Singles(hazards),
            Singles(DiscreteHazards.Survival(hazards)),
            (float)DiscreteHazards.ExpectedTime(hazards, bins, end),
            (float)DiscreteHazards.MedianTime(hazards, bins, end),
            Array.ConvertAll(settings.ReportedMonths, months => months > end ? float.NaN : (float)DiscreteHazards.SurvivalAt(hazards, bins, months, end)),
            modalityWeights);
    }

    /// <summary>What follows from a log hazard and a baseline.</summary>
    public static PatientPrognosis FromLogHazard(CoxPredictor baseline, double logHazard, PrognosisSettings settings, float[] modalityWeights)
    {
        var hazards = new float[settings.TimeBinEdges.Length - 1];
        var survival = new float[hazards.Length];
        var before = 1.0;
        for (var k = 0; k < hazards.Length; k++)
        {
            var after = baseline.SurvivalAt(logHazard, Math.Min(settings.TimeBinEdges[k + 1], settings.LongestMonths));
            // Where nobody is left, nobody can be at risk.
            hazards[k] = before > 0 ? (float)(1 - (after / before)) : 1;
            survival[k] = (float)(before = after);
        }
        return new(
            (float)logHazard,
            hazards,
            survival,
            (float)baseline.ExpectedTime(logHazard, settings.LongestMonths),
            (float)baseline.MedianTime(logHazard),
            Array.ConvertAll(settings.ReportedMonths, months => months > settings.LongestMonths ? float.NaN : (float)baseline.SurvivalAt(logHazard, months)),
            modalityWeights);
    }

    /// <summary>Nothing is known of the patient.</summary>
    public static PatientPrognosis Unknown(PrognosisSettings settings)
    {
        var bins = NaN(settings.TimeBinEdges.Length - 1);
        return new(float.NaN, bins, bins, float.NaN, float.NaN, NaN(settings.ReportedMonths.Length), NaN(settings.ReportsModalities ? 2 : 0))
        {
            Explanation = settings.ExplainedGroups is { } groups ? PrognosisExplanation.Nothing(groups.Length) : null,
        };
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static float[] NaN(int length) => [.. Enumerable.Repeat(float.NaN, length)];
}
