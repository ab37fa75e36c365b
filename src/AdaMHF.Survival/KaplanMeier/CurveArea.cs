namespace AdaMHF.Survival;

/// <summary>Area under a Kaplan-Meier curve with its standard error.</summary>
internal static class CurveArea
{
    public static RestrictedMean UpTo(double horizon, KaplanMeierCurve curve)
    {
        if (!(horizon > 0) || (horizon > curve.Times[^1] && curve.Survival[^1] > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"horizon is {Require.Text(horizon)}: expected a time above 0 and at most the largest observed time "
                + $"{Require.Text(curve.Times[^1])}.");
        }

        // Backwards, because the variance term of each event needs the area from it to the horizon.
        double area = 0, variance = 0, right = horizon;
        for (var k = curve.Times.Length - 1; k >= 0; k--)
        {
            if (curve.Times[k] > horizon) continue;
            area += curve.Survival[k] * (right - curve.Times[k]);
            right = curve.Times[k];
            double events = curve.Events[k], atRisk = curve.AtRisk[k];
            if (events < atRisk) variance += area * area * events / (atRisk * (atRisk - events));
        }
        return new RestrictedMean(horizon, area + right, Math.Sqrt(variance));
    }
}
