namespace AdaMHF.Survival;

/// <summary>Rows of a logistic regression that share an intercept.</summary>
/// <param name="X">The column.</param>
/// <param name="Targets">Probabilities to be met.</param>
/// <param name="Weights">Above 0.</param>
internal sealed record LogisticStratum(double[] X, double[] Targets, double[] Weights)
{
    /// <summary>Weighted mean of the targets.</summary>
    public double Level => X.Length == 0 ? 0.5 : Targets.Zip(Weights, (target, weight) => target * weight).Sum() / Weights.Sum();

    /// <summary>Rows with Platt's targets: (w + 1) / (w + 2) and 1 / (w + 2) of the total weights w of either state.</summary>
    public static LogisticStratum WithPlattTargets(double[] x, bool[] state, double[] weights)
    {
        double positive = 0, negative = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (state[i]) positive += weights[i];
            else negative += weights[i];
        }
        var (high, low) = ((positive + 1) / (positive + 2), 1 / (negative + 2));
        return new(x, Array.ConvertAll(state, isPositive => isPositive ? high : low), weights);
    }
}
