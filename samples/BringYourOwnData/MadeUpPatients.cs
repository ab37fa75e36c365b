namespace BringYourOwnData;

/// <summary>Stands for your database: patients whose risk is in their stage, their genes and their patches.</summary>
internal static class MadeUpPatients
{
    public static Patient[] Create(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => Create($"patient-{number}", random))];
    }

    private static Patient Create(string id, Random random)
    {
        var (genes, tissue) = (Normal(random), Normal(random));
        var patient = new Patient
        {
            PatientId = id,
            Age = 60 + (10 * Normal(random)),
            Stage = random.Next(1, 5),
            Patches =
            [
                .. Enumerable.Range(0, 24 * Patient.PatchWidth).Select(i => Normal(random) + (i % Patient.PatchWidth < 4 ? tissue : 0)),
            ],
            Oncogenes = [.. Enumerable.Range(0, 10).Select(i => Normal(random) + (i < 5 ? genes : 0))],
            ProteinKinases = [.. Enumerable.Range(0, 12).Select(_ => Normal(random))],
        };
        var months = -30 * Math.Log(1 - random.NextDouble()) / Math.Exp((0.8 * (patient.Stage - 2.5)) + genes + tissue);
        var followUp = 100 * random.NextDouble();
        patient.Time = (float)Math.Min(months, followUp);
        patient.Event = months <= followUp;
        return patient;
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
