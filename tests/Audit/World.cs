using AdaMHF.Survival;

namespace AdaMHF.Audit;

/// <summary>Patients whose hazard is known: exponential lives, log hazard uniform in [-1, 1], censoring uniform in [0.3, 2.3].</summary>
internal sealed class World
{
    public World(int subjects, int seed)
    {
        var random = new Random(seed);
        (Time, Event, Hazard) = (new double[subjects], new bool[subjects], new double[subjects]);
        for (var i = 0; i < subjects; i++)
        {
            Hazard[i] = Math.Exp((random.NextDouble() * 2) - 1);
            var (death, censoring) = (-Math.Log(1 - random.NextDouble()) / Hazard[i], 0.3 + (random.NextDouble() * 2));
            (Time[i], Event[i]) = (Math.Min(death, censoring), death <= censoring);
        }
    }

    public double[] Time { get; }

    public bool[] Event { get; }

    public double[] Hazard { get; }

    /// <summary>Predicted survival when hazards are taken times a factor; 1 for calibrated predictions.</summary>
    public double[] SurvivalAt(double time, double factor = 1) => Array.ConvertAll(Hazard, hazard => Math.Exp(-factor * hazard * time));

    public double[] SurvivalAtOwnTime(double factor = 1) => [.. Time.Select((time, i) => Math.Exp(-factor * Hazard[i] * time))];

    public SurvivalPredictions Curves(double[] times)
    {
        var survival = new double[Time.Length, times.Length];
        for (var k = 0; k < times.Length; k++)
        {
            var column = SurvivalAt(times[k]);
            for (var i = 0; i < Time.Length; i++) survival[i, k] = column[i];
        }
        return new(times, survival, CurveShape.Linear);
    }
}
