namespace AdaMHF.Survival;

/// <summary>Inverse-probability weights of the subjects whose state at a horizon is known.</summary>
internal static class HorizonWeights
{
    /// <summary>1 / G of each subject's last known moment up to the horizon; 0 where its state then is not known.</summary>
    public static double[] Of(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double horizon, CensoringDistribution censoring)
    {
        var weights = new double[time.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var probability = time[i] > horizon ? censoring.At(horizon) : observed[i] ? censoring.Before(time[i]) : 0;
            weights[i] = probability > 0 ? 1 / probability : 0;
        }
        return weights;
    }
}
