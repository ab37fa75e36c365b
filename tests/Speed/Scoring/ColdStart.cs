using System.Diagnostics;
using System.Globalization;
using AdaMHF.Speed.Networks;
using Microsoft.ML;

namespace AdaMHF.Speed.Scoring;

/// <summary>What a new process needs from a model zip to the first score.</summary>
internal static class ColdStart
{
    private const int Runs = 5;

    /// <summary>Saves a model and prints the median of some processes that load it.</summary>
    public static void Print(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-cold-");
        try
        {
            var zip = Path.Combine(folder.FullName, "model.zip");
            ml.Model.Save(model, schema, zip);
            var runs = Enumerable.Range(0, Runs).Select(_ => Measured(zip)).ToArray();
            string Median(int part) => CostTable.Text($"{runs.Select(run => run[part]).Order().ElementAt(Runs / 2):F2} s");
            Console.WriteLine(
                $"New process, AdaMHF compact, median of {Runs}: {Median(0)} from its start to the first line of the program, "
                + $"then {Median(1)} to load the zip, {Median(2)} to the first score, {Median(3)} to the second.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Loads a zip and scores two patients, in a process that has done nothing else.</summary>
    public static void One(string zip)
    {
        var started = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
        var patients = ScoredPatient.Different(2, withBags: true);
        var clock = Stopwatch.StartNew();
        var ml = new MLContext();
        var model = ml.Model.Load(zip, out _);
        var loaded = Restart();
        using var engine = ml.Model.CreatePredictionEngine<ScoredPatient, ScoredRow>(model);
        engine.Predict(patients[0]);
        var first = Restart();
        engine.Predict(patients[1]);
        Console.WriteLine(CostTable.Text($"{started:F4};{loaded:F4};{first:F4};{Restart():F4}"));

        double Restart()
        {
            var seconds = clock.Elapsed.TotalSeconds;
            clock.Restart();
            return seconds;
        }
    }

    private static double[] Measured(string zip) =>
        Array.ConvertAll(OwnProcess.Run("score", "--cold", zip).Split(';'), text => double.Parse(text, CultureInfo.InvariantCulture));
}
