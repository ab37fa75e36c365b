using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Patients with three covariates of known effect: log hazard = age + 0.5 stage, the marker has no effect.</summary>
public sealed class TabularCohort
{
    public TabularCohort(int patients, int seed)
    {
        var random = new Random(seed);
        Rows = [.. Enumerable.Range(0, patients).Select(patient =>
        {
            var row = new TabularRow
            {
                PatientId = $"P{patient}",
                Age = (float)(2 * (random.NextDouble() + random.NextDouble() - 1)),
                Stage = random.Next(4),
                Marker = random.NextSingle(),
                Site = patient % 7 < 3 ? "A" : "B",
            };
            var hazard = Math.Exp(row.Age + 0.5 * row.Stage) / 48;
            var (life, end) = (-Math.Log(1 - random.NextDouble()) / hazard, 120 * random.NextDouble());
            row.Time = (float)Math.Max(0.01, Math.Min(life, end));
            row.Event = life <= end;
            return row;
        })];
    }

    public TabularRow[] Rows { get; }

    public static IEstimator<ITransformer> Features(MLContext ml) => ml.Transforms.Concatenate("Features", "Age", "Stage", "Marker");

    public IDataView Data(MLContext ml) => ml.Data.LoadFromEnumerable(Rows);
}
