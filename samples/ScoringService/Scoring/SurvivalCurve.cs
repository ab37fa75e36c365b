using AdaMHF.MLNet;

namespace ScoringService;

/// <summary>A point of a survival curve; the model joins its points by straight lines.</summary>
/// <param name="Months">Months from the beginning of the follow-up.</param>
/// <param name="Probability">Probability of being alive then; null where it is not known.</param>
internal sealed record CurvePoint(double Months, float? Probability);

/// <summary>Where the points of a model's curves are.</summary>
internal static class SurvivalCurve
{
    /// <summary>Ends of the time bins; that of the last is the longest time of the training patients.</summary>
    public static IReadOnlyList<double> MonthsOf(SurvivalTransformer model) =>
        [.. model.TimeBinEdges.Skip(1).SkipLast(1), model.LongestMonths];

    public static IReadOnlyList<CurvePoint> Of(IReadOnlyList<double> months, float[] survival) =>
        [new(0, 1), .. months.Zip(survival, (end, probability) => new CurvePoint(end, Number.OrNull(probability)))];
}

/// <summary>JSON has no NaN: what is not known is null.</summary>
internal static class Number
{
    public static float? OrNull(float value) => float.IsFinite(value) ? value : null;
}
