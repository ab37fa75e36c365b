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

    /// <summary>Nothing is known of the patient.</summary>
    public static PatientPrognosis Unknown(PrognosisSettings settings)
    {
        var bins = NaN(settings.TimeBinEdges.Length - 1);
        return new(float.NaN, bins, bins, float.NaN, float.NaN, NaN(settings.ReportedMonths.Length), NaN(settings.ReportsModalities ? 2 : 0));
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static float[] NaN(int length) => [.. Enumerable.Repeat(float.NaN, length)];
}
