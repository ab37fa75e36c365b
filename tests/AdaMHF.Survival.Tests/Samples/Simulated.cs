namespace AdaMHF.Survival.Tests;

/// <summary>Patients whose true hazard is known: exponential lives with log hazard beta' x, and independent censoring.</summary>
internal sealed class Simulated
{
    public Simulated(int subjects, double[] beta, int seed, double longestFollowUp = 2)
    {
        var random = new Random(seed);
        Covariates = new double[subjects, beta.Length];
        Time = new double[subjects];
        Event = new bool[subjects];
        for (var i = 0; i < subjects; i++)
        {
            var logHazard = 0.0;
            for (var column = 0; column < beta.Length; column++)
            {
                Covariates[i, column] = column + (column + 1) * (random.NextDouble() + random.NextDouble() + random.NextDouble());
                logHazard += beta[column] * Covariates[i, column];
            }
            var life = -Math.Log(1 - random.NextDouble()) / Math.Exp(logHazard);
            var end = longestFollowUp * random.NextDouble();
            Time[i] = Math.Min(life, end);
            Event[i] = life <= end;
        }
    }

    public double[,] Covariates { get; }

    public double[] Time { get; }

    public bool[] Event { get; }
}
