using System.IO.Compression;
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace ScoringService;

/// <summary>A small model of simulated patients, which is no prognosis, and files of patients whom it has not seen.</summary>
internal static class DemoModel
{
    private const int ExamplePatients = 8;

    public static string ZipIn(string folder) => Path.Combine(folder, "demo-model.zip");

    public static string ExampleTable(string folder) => Path.Combine(folder, "example-patients.csv");

    public static string ExampleBags(string folder) => Path.Combine(folder, "example-bags.zip");

    /// <summary>Simulates, trains and writes; the model last, so that what was interrupted is done again.</summary>
    public static void Train(string folder, int epochs, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var preset = new SimulationPreset(80, [12, 16, 20, 16, 12, 14], patchWidth: 32, medianPatches: 96);
        var truth = SimulatedCohort.Create(preset, missing: new MissingModalities(genomics: 0.2, pathology: 0.2));
        var files = truth.WriteTo(Path.Combine(folder, "simulated"), cancellation);

        var ml = new MLContext(seed: 7);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        var split = SurvivalSplit.FromCsv(files.HoldOutSplit);
        var recipe = AdaMhfRecipe.Recommended;
        var training = recipe.Training with { Epochs = epochs, CpuThreads = 1, CancellationToken = cancellation };
        var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, recipe.Grouping))
            .Append(ml.Survival.Trainers.AdaMhf(training))
            .Fit(cohort.Split(split).TrainSet);
        WriteExamples(folder, files, [.. split.HoldOut]);
        ml.Model.SaveSurvivalModel(model, cohort.Data.Schema, ZipIn(folder));
    }

    // Patients who lack a modality are among the examples.
    private static void WriteExamples(string folder, SimulatedCohortFiles files, HashSet<string> heldOut)
    {
        using var table = new StreamReader(new GZipStream(File.OpenRead(files.Table), CompressionMode.Decompress));
        var header = table.ReadLine()!;
        var rows = table.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Line: line, Cells: line.Split(',')))
            .Where(row => heldOut.Contains(row.Cells[1]))
            .GroupBy(row => row.Cells[1])
            .ToLookup(patient => (Slide: patient.First().Cells[2].Length > 0, Genes: patient.First().Cells[^1].Length > 0));
        var chosen = rows[(false, true)].Take(1).Concat(rows[(true, false)].Take(1)).Concat(rows[(true, true)]).Take(ExamplePatients)
            .SelectMany(patient => patient).ToList();
        File.WriteAllLines(ExampleTable(folder), chosen.Select(row => row.Line).Prepend(header));

        File.Delete(ExampleBags(folder));
        using var zip = ZipFile.Open(ExampleBags(folder), ZipArchiveMode.Create);
        foreach (var slide in chosen.Select(row => row.Cells[2]).Where(slide => slide.Length > 0))
        {
            var name = Path.ChangeExtension(slide, ".h5");
            zip.CreateEntryFromFile(Path.Combine(files.Bags, "h5_files", name), name);
        }
    }
}
