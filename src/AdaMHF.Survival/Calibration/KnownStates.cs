namespace AdaMHF.Survival;

/// <summary>Subjects whose state at a horizon is known, with what was predicted for them and what they count.</summary>
/// <param name="Predicted">Predicted survival.</param>
/// <param name="Survived">Whether the subject survived the horizon.</param>
/// <param name="Weight">Inverse probability of being uncensored, above 0.</param>
internal sealed record KnownStates(double[] Predicted, bool[] Survived, double[] Weight)
{
    /// <exception cref="SurvivalDataException">A value is not allowed, or one of the two states does not occur.</exception>
    public static KnownStates Of(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> predictedSurvival,
        double horizon,
        CensoringDistribution? censoring)
    {
        HorizonCalibration.Check(time, observed, predictedSurvival, horizon, groups: 1);
        var weights = HorizonWeights.Of(time, observed, horizon, censoring ?? CensoringDistribution.Fit(time, observed));
        int[] known = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0)];
        double[] times = Strata.Pick(time, known);
        bool[] survived = Array.ConvertAll(times, value => value > horizon);
        var survivors = survived.Count(value => value);
        if (survivors == 0 || survivors == survived.Length)
        {
            throw new SurvivalDataException(
                $"Of {survived.Length} subjects whose state at the horizon {Require.Text(horizon)} is known, {survivors} survived it: "
                + "predictions cannot be calibrated there. Choose a horizon that some survive and some do not.",
                nameof(horizon));
        }
        return new(Strata.Pick(predictedSurvival, known), survived, Array.ConvertAll(known, i => weights[i]));
    }
}
