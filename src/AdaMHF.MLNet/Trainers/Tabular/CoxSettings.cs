using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a Cox model is saved with.</summary>
internal sealed record CoxSettings(TabularColumns Columns, PrognosisSettings Prognosis, CoxCurve Model);

/// <summary><see cref="CoxPredictor"/> as plain arrays, which JSON can hold.</summary>
internal sealed record CoxCurve(double[] Coefficients, double[] Means, double[] BaselineTimes, double[] BaselineCumulativeHazard)
{
    public static CoxCurve Of(CoxPredictor predictor) =>
        new([.. predictor.Coefficients], [.. predictor.Means], [.. predictor.BaselineTimes], [.. predictor.BaselineCumulativeHazard]);

    public CoxPredictor ToPredictor() => new([.. Coefficients], [.. Means], [.. BaselineTimes], [.. BaselineCumulativeHazard]);
}
