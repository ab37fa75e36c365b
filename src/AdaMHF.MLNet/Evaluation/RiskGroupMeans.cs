using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Mean survival of the risk groups of a sample.</summary>
internal static class RiskGroupMeans
{
    /// <summary>Low minus high risk; null where all patients are in one group.</summary>
    /// <exception cref="SurvivalDataException">There is no horizon.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The follow-up of a group ends before the horizon.</exception>
    public static RestrictedMeanDifference? Difference(EvaluationSample sample, SurvivalEvaluationOptions options)
    {
        if (options.RestrictedMeanHorizon is null && sample.Times.Length == 0)
            throw new SurvivalDataException("There is no evaluation time up to which mean survival could be compared.");
        int[] all = [.. Enumerable.Range(0, sample.Risk.Length)];
        int[] high = [.. all.Where(patient => sample.Risk[patient] >= sample.Cut.Risk)];
        if (high.Length == 0 || high.Length == all.Length) return null;
        return Survival.RestrictedMeanDifference.Between(
            Curve([.. all.Except(high)]), Curve(high), options.RestrictedMeanHorizon ?? sample.Times[^1]);

        KaplanMeierCurve Curve(int[] patients)
        {
            var group = sample.Of(patients).Outcomes;
            return KaplanMeier.Fit(group.Time, group.Event, entry: group.Entry);
        }
    }
}
