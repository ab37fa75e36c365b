using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>A model's prediction for one patient.</summary>
/// <param name="Score">Risk, higher = earlier death expected.</param>
/// <param name="Hazards">Probability of dying in each time bin, given alive before.</param>
/// <param name="Survival">Probability of surviving each bin.</param>
/// <param name="ExpectedMonths">Mean survival time up to the longest training time.</param>
/// <param name="MedianMonths">
/// Median survival time; NaN when the survival probability at the longest training time is above one half.
/// </param>
/// <param name="SurvivalAt">Probability of surviving each of the reported months; NaN beyond the longest training time.</param>
/// <param name="ModalityWeights">Weights of the modalities; empty for models that do not report them.</param>
internal sealed record PatientPrognosis(
    float Score, float[] Hazards, float[] Survival, float ExpectedMonths, float MedianMonths, float[] SurvivalAt, float[] ModalityWeights)
{
    /// <summary>Scores of patches and genomic groups; null for models that do not report them.</summary>
    public PrognosisExplanation? Explanation { get; init; }

    /// <summary>Standard deviation of the risk over the members of an ensemble; NaN for a single network.</summary>
    public float RiskSpread { get; init; } = float.NaN;

    /// <summary>
    /// The prognosis from discrete hazards, which are calibrated where the settings say how, with linear survival curves within the bins.
    /// </summary>
    public static PatientPrognosis FromHazards(double[] hazards, float score, PrognosisSettings settings, float[] modalityWeights)
    {
        if (settings.Calibration is { } curves) hazards = [.. hazards.Zip(curves, (hazard, curve) => curve.Apply(hazard))];
        var (bins, end) = (settings.Bins(), settings.LongestMonths);
        return new(
            score,
            Singles(hazards),
            Singles(DiscreteHazards.Survival(hazards)),
            (float)DiscreteHazards.ExpectedTime(hazards, bins, end),
            (float)DiscreteHazards.MedianTime(hazards, bins, end),
            ReportedSurvival(settings, months => DiscreteHazards.SurvivalAt(hazards, bins, months, end)),
            modalityWeights);
    }

    /// <summary>The prognosis from a log hazard and a baseline hazard.</summary>
    public static PatientPrognosis FromLogHazard(
        CoxPredictor baseline, double logHazard, PrognosisSettings settings, float[] modalityWeights) => FromCurve(
        (float)logHazard,
        months => baseline.SurvivalAt(logHazard, months),
        baseline.ExpectedTime(logHazard, settings.LongestMonths),
        baseline.MedianTime(logHazard),
        settings,
        modalityWeights);

    /// <summary>The prognosis from a survival curve over the months.</summary>
    public static PatientPrognosis FromCurve(
        float score,
        Func<double, double> survivalAt,
        double expectedMonths,
        double medianMonths,
        PrognosisSettings settings,
        float[] modalityWeights)
    {
        var hazards = new float[settings.TimeBinEdges.Length - 1];
        var survival = new float[hazards.Length];
        var before = 1.0;
        for (var k = 0; k < hazards.Length; k++)
        {
            var after = survivalAt(settings.EndOf(k));
            // With a survival of 0 before the bin the hazard is 0/0; 1 keeps it at 0.
            hazards[k] = before > 0 ? (float)(1 - (after / before)) : 1;
            survival[k] = (float)(before = after);
        }
        return new(
            score,
            hazards,
            survival,
            (float)expectedMonths,
            (float)medianMonths,
            ReportedSurvival(settings, survivalAt),
            modalityWeights);
    }

    /// <summary>The prognosis of a patient without any modality: NaN.</summary>
    public static PatientPrognosis Unknown(PrognosisSettings settings)
    {
        var bins = NaN(settings.TimeBinEdges.Length - 1);
        var (survivalAt, modalityWeights) = (NaN(settings.ReportedMonths.Length), NaN(settings.Modalities.Length));
        return new(float.NaN, bins, bins, float.NaN, float.NaN, survivalAt, modalityWeights)
        {
            Explanation = settings.ExplainedGroups is { } groups ? PrognosisExplanation.Nothing(groups.Length) : null,
        };
    }

    private static float[] ReportedSurvival(PrognosisSettings settings, Func<double, double> survivalAt) =>
        Array.ConvertAll(settings.ReportedMonths, months => months > settings.LongestMonths ? float.NaN : (float)survivalAt(months));

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static float[] NaN(int length) => [.. Enumerable.Repeat(float.NaN, length)];
}
