namespace AdaMHF.Survival;

/// <summary>The log partial likelihood at one predictor, with its derivatives by the coefficients.</summary>
internal sealed class CoxDerivatives(int columns)
{
    public double LogLikelihood { get; set; }

    public double[] Gradient { get; } = new double[columns];

    /// <summary>Minus the second derivatives; lower triangle only.</summary>
    public double[,] Information { get; } = new double[columns, columns];

    /// <summary>Adds one event of a tied set, which sees the risk set less a share of the tied events' sums.</summary>
    /// <param name="atRisk">Sums over the risk set.</param>
    /// <param name="tied">Sums over the tied events.</param>
    /// <param name="removedShare">Share of the tied events that have left.</param>
    /// <param name="weight">Weight of the event.</param>
    public void AddEvent(RiskSetSums atRisk, RiskSetSums tied, double removedShare, double weight)
    {
        var total = atRisk.Zeroth - removedShare * tied.Zeroth;
        LogLikelihood -= weight * (Math.Log(total) + atRisk.Shift);
        for (var i = 0; i < Gradient.Length; i++)
        {
            var mean = Mean(i);
            Gradient[i] -= weight * mean;
            for (var j = 0; j <= i; j++)
                Information[i, j] += weight * ((atRisk.Second[i, j] - removedShare * tied.Second[i, j]) / total - mean * Mean(j));
        }

        double Mean(int column) => (atRisk.First[column] - removedShare * tied.First[column]) / total;
    }
}
